"""Figures are drawn for both themes and described for those who do not see them."""

import re

PATH = re.compile(r"\.(svg|png|jpe?g|gif)$|^\S*/\S*$", re.IGNORECASE)


def test_figures_are_described(pages):
    short = [
        (name, image["src"])
        for name, page in pages.items()
        for image in page("img")
        if len(image.get("alt", "")) < 30
    ]
    assert short == []


def test_figures_are_not_described_by_a_path(pages):
    paths = [
        (name, image["alt"])
        for name, page in pages.items()
        for image in page("img")
        if PATH.search(image["alt"])
    ]
    assert paths == []


def test_thumbnails_stand_beside_a_link_with_text(pages):
    thumbnails = [box for page in pages.values() for box in page.select(".sphx-glr-thumbcontainer")]
    assert all(box.select_one("a[href]").get_text(strip=True) for box in thumbnails)


def test_figures_have_the_same_description_in_both_themes(pages):
    for page in pages.values():
        for figure in page.select(".run-figure"):
            light, dark = figure("img")
            assert light["alt"] == dark["alt"]


def test_figures_have_a_light_and_a_dark_file(pages):
    for page in pages.values():
        for figure in page.select(".run-figure"):
            light, dark = figure("img")
            assert (light["class"], dark["class"]) == (["only-light"], ["only-dark"])
            assert dark["src"] == light["src"].replace(".svg", "_dark.svg")


def test_figures_reserve_their_space(pages):
    images = [image for page in pages.values() for image in page.select(".run-figure img")]
    assert all(image["width"].isdigit() and image["height"].isdigit() for image in images)


def test_chapter_has_a_figure(chapter):
    assert chapter.select("figure.run-figure figcaption")


def test_gallery_page_has_a_figure(gallery_page):
    assert gallery_page.select(".run-figure img")


def test_home_has_the_one_figure(pages):
    assert pages["index"].select("figure#fig-one img")
