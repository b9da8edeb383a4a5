"""Every line of the source text stands where the reader looks for it."""

import re

import pytest

TOY_LINES = {
    "epoch 20, x1: -0.943467, x2: -0.000073": ("why_momentum/20_gradient_descent", "story/why_momentum"),
    "epoch 20, x1: -0.387814, x2: -1673.365109": ("why_momentum/20_gradient_descent", "story/why_momentum"),
    "epoch 20, x1: 0.007188, x2: 0.002553": (
        "momentum_in_the_valley/10_momentum",
        "story/momentum_in_the_valley",
    ),
    "epoch 20, x1: -0.126340, x2: -0.186632": (
        "momentum_in_the_valley/10_momentum",
        "story/momentum_in_the_valley",
    ),
}
LOSS = r"loss: 0\.\d{3}, \d+\.\d{3} sec/epoch"
LOSS_LINES = {
    rf"η = 0\.02, β = 0\.5\s+{LOSS}": ("airfoil/10_training", "story/airfoil"),
    rf"η = 0\.01, β = 0\.9\s+{LOSS}": ("airfoil/10_training", "story/airfoil"),
    rf"η = 0\.005, β = 0\.9\s+{LOSS}": ("airfoil/10_training", "story/airfoil"),
    rf"η = 0\.02, β = 0\.0\s+{LOSS}": ("airfoil/10_training", "story/airfoil"),
    LOSS: ("one_line_of_optax/10_same_steps", "story/one_line_of_optax"),
    rf"reported halved: {LOSS}": ("one_line_of_optax/10_same_steps", "story/one_line_of_optax"),
}
LINES = {re.escape(line): places for line, places in TOY_LINES.items()} | LOSS_LINES


def lines(page, output):
    return [line for block in page.select(output) for line in block.get_text().splitlines()]


@pytest.mark.parametrize(("pattern", "script"), [(line, places[0]) for line, places in LINES.items()])
def test_printed_line_is_on_its_gallery_page(pages, pattern, script):
    printed = lines(pages[f"auto_examples/{script}"], ".sphx-glr-script-out pre")
    assert [line for line in printed if re.fullmatch(pattern, line)]


@pytest.mark.parametrize(("pattern", "chapter"), [(line, places[1]) for line, places in LINES.items()])
def test_printed_line_is_on_its_chapter_page(pages, pattern, chapter):
    assert [line for line in lines(pages[chapter], ".run-output pre") if re.fullmatch(pattern, line)]


def test_printed_losses_are_not_below_the_minimum(pages):
    losses = [
        float(loss) for page in pages.values() for loss in re.findall(r"loss: ([\d.]+), ", page.get_text())
    ]
    assert min(losses) >= 0.241


def test_printed_numbers_in_prose_are_not_empty(pages):
    assert [
        name for name, page in pages.items() for tag in page.select(".printed") if not tag.get_text()
    ] == []
