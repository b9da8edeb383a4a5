"""The Lab obeys pointer, finger, keyboard and address, and says so when it does not."""

import os
import re
import subprocess
import sys

import pytest
from axe_playwright_python.sync_playwright import Axe
from built_site import ROOT
from playwright.sync_api import expect

SOURCE_LINES = {
    "Gradient descent, η = 0.4": "epoch 20, x1: -0.943467, x2: -0.000073",
    "Gradient descent, η = 0.6": "epoch 20, x1: -0.387814, x2: -1673.365109",
    "Momentum, β = 0.5": "epoch 20, x1: 0.007188, x2: 0.002553",
    "Momentum, β = 0.25": "epoch 20, x1: -0.126340, x2: -0.186632",
}
CENTRE = """handle => {
    const {x, y, width, height} = handle.getBoundingClientRect();
    return [x + width / 2, y + height / 2];
}"""
FIELDS = """() => [...document.querySelectorAll("form.lab :is(select, input[name])")]
    .filter(field => field.offsetParent).map(field => field.name)"""
VIEWS = ["valley", "plane", "losses", "eigenvalues", "phase"]


@pytest.fixture
def lab(visit):
    """Open the Lab with a setting in its address, and wait until it is drawn."""

    def open_lab(state="", **options):
        page = visit("lab", query=f"#{state}" if state else "", **options)
        page.wait_for_function("document.querySelector('output.line').textContent")
        return page

    return open_lab


def line(page):
    return page.locator("output.line").text_content()


def value(page, name):
    return page.evaluate("name => document.querySelector(`[name=${name}]`).value", name)


def drawn(page):
    return page.locator("svg[data-view]").evaluate_all("svgs => svgs.map(svg => svg.innerHTML)")


def drag(page, handle, by):
    handle.scroll_into_view_if_needed()
    x, y = handle.evaluate(CENTRE)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + by[0] / 2, y + by[1] / 2)
    page.mouse.move(x + by[0], y + by[1])
    page.mouse.up()


@pytest.mark.parametrize(("preset", "printed"), SOURCE_LINES.items())
def test_preset_prints_the_line_of_the_source(lab, preset, printed):
    page = lab()
    page.get_by_role("link", name=preset, exact=True).click()
    assert line(page) == printed


def test_all_views_follow_a_slider(lab):
    page = lab()
    before = drawn(page)
    page.locator("[data-of=beta]").fill("0.7")
    assert all(old != new for old, new in zip(before, drawn(page), strict=True))
    assert len(before) == len(VIEWS)


def test_path_and_its_sliders_share_the_screen_of_a_phone(lab):
    page = lab(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    path = page.locator("[data-view=valley]").bounding_box()
    slider = page.locator("[data-of=beta]").bounding_box()
    assert slider["y"] + slider["height"] - path["y"] < 600
    assert page.locator("output.line").bounding_box()["height"] < 30, "the printed line must not wrap"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_keys_look_like_what_they_name(lab, scheme):
    page = lab("drop=5")
    page.emulate_media(color_scheme=scheme)
    compared = page.locator(".view .key:has(svg)").evaluate_all(
        """keys => keys.map(key => {
            const mark = key.querySelector("svg").lastElementChild;
            const kind = mark.matches(".dots") ? ".dots" : ":not(.dots)";
            const name = key.classList[1];
            const drawn = [...key.closest(".view").querySelectorAll(`[data-view] ${kind}.${name}`)].at(-1);
            const look = element => {
                const {fill, stroke, strokeDasharray, strokeLinecap} = getComputedStyle(element);
                return [fill, stroke, strokeDasharray, strokeLinecap].join();
            };
            return [key.textContent, look(mark), look(drawn)];
        })"""
    )
    assert len(compared) == 14
    assert all(mark == drawn for _, mark, drawn in compared), compared


@pytest.mark.parametrize(
    ("state", "objective", "root"),
    [
        ("", "valley()", 2),
        ("objective=quadratic", "quadratic([0.3, 3], Math.PI / 6)", 2),
        ("objective=quadratic&flat=8&steep=0.05&angle=-77", "quadratic([8, 0.05], -77 * Math.PI / 180)", 2),
        ("objective=rosenbrock", "rosenbrock()", 5),
    ],
)
def test_contours_are_lines_of_equal_loss(lab, state, objective, root):
    page = lab(state)
    contours = page.evaluate(
        """([objective, root]) => {
            const { loss } = eval(`Momentum.${objective}`);
            const path = document.querySelector(".contours"), svg = path.closest("[data-view]");
            const { width, height } = path.parentNode; // of the plot, in whose pixels the path is written
            const inside = ({ x, y }) =>
                0 < x && x < width.baseVal.value && 0 < y && y < height.baseVal.value;
            return path.getAttribute("d").match(/M[^M]+/g).map(one => {
                const line = path.cloneNode(), seen = [];
                path.after(line);
                line.setAttribute("d", one);
                for (let i = 0; i < 400; i++) {
                    const place = line.getPointAtLength((line.getTotalLength() * i) / 400);
                    const { x, y } = place.matrixTransform(path.getScreenCTM());
                    if (inside(place)) seen.push(loss(svg.at({ clientX: x, clientY: y })) ** (1 / root));
                }
                line.remove();
                return seen;
            });
        }""",
        [objective, root],
    )
    assert len(contours) == 12
    first = sum(contours[0]) / len(contours[0])
    for number, losses in enumerate(contours, 1):
        assert losses
        assert all(abs(loss / first - number) < 0.05 for loss in losses)


def test_point_of_the_plane_is_dragged(lab):
    page = lab()
    drag(page, page.locator("[data-view=plane] .handle circle").last, (-30, -20))
    assert 0 < float(value(page, "eta")) < 0.6
    assert 0.5 < float(value(page, "beta")) < 1
    assert line(page) != SOURCE_LINES["Momentum, β = 0.5"]


def test_point_of_the_plane_stays_inside(lab):
    page = lab()
    drag(page, page.locator("[data-view=plane] .handle circle").last, (-2000, 900))
    assert float(value(page, "eta")) > 0
    assert float(value(page, "beta")) == 0


def test_point_of_the_plane_goes_where_one_clicks(lab):
    page = lab()
    box = page.locator("[data-view=plane]").bounding_box()
    page.mouse.click(box["x"] + 0.3 * box["width"], box["y"] + 0.2 * box["height"])
    assert 0.1 < float(value(page, "eta")) < 0.4
    assert 0.7 < float(value(page, "beta")) < 0.95


def test_dragging_out_of_the_plot_is_no_mistake(lab):
    page = lab()
    drag(page, page.locator("[data-view=valley] .handle circle").nth(1), (-600, -300))
    assert value(page, "x1") == "-6"
    assert page.locator(".message").text_content() == ""


def test_start_on_a_line_moves_along_it(lab):
    page = lab("objective=lessardCounterexample")
    drag(page, page.locator("[data-view=valley] .handle circle").nth(1), (-40, 20))
    assert 0 < float(value(page, "x1")) < 3.3
    assert value(page, "x2") == "-2"


def test_start_is_dragged(lab):
    page = lab()
    drag(page, page.locator("[data-view=valley] .handle:nth-of-type(2) circle").last, (60, 30))
    assert float(value(page, "x1")) > -5
    assert float(value(page, "x2")) < -2


def test_axis_of_the_bowl_is_dragged(lab):
    page = lab("objective=quadratic&angle=0&flat=0.5")
    tip = page.locator("[data-view=valley] .handle:nth-of-type(3) circle").last
    drag(page, tip, (0, -60))
    assert 0 < float(value(page, "angle")) < 90
    assert float(value(page, "flat")) < 0.5


def test_axes_are_shown_of_the_bowl_only(lab):
    page = lab()
    assert page.locator("[data-view=valley] .handle:visible").count() == 1
    page.get_by_role("link", name="A turned bowl").click()
    assert page.locator("[data-view=valley] .handle:visible").count() == 3


def test_point_of_the_plane_follows_a_finger(lab):
    page = lab(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    handle = page.locator("[data-view=plane] .handle circle").last
    handle.scroll_into_view_if_needed()
    x, y = handle.evaluate(CENTRE)
    finger = page.context.new_cdp_session(page)
    for kind, points in [
        ("touchStart", [{"x": x, "y": y}]),
        ("touchMove", [{"x": x - 20, "y": y - 15}]),
        ("touchMove", [{"x": x - 40, "y": y - 30}]),
        ("touchEnd", []),
    ]:
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    expect(page.locator("[name=eta]")).not_to_have_value("0.6")
    assert float(value(page, "beta")) > 0.5


def test_slider_is_moved_by_touch(lab):
    page = lab(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    slider = page.locator("[data-of=beta]")
    box = slider.bounding_box()
    slider.tap(position={"x": box["width"] * 0.9, "y": box["height"] / 2})
    assert float(value(page, "beta")) > 0.8


@pytest.mark.parametrize(
    ("key", "moves"),
    [
        ("ArrowRight", lambda new: 0.6 < new < 0.65),
        ("ArrowLeft", lambda new: 0.55 < new < 0.6),
        ("PageUp", lambda new: 0.65 < new < 0.8),
        ("PageDown", lambda new: 0.4 < new < 0.55),
        ("Home", lambda new: 0 < new < 0.01),
        ("End", lambda new: new == 1.2),
    ],
)
def test_slider_obeys_the_key(lab, key, moves):
    page = lab()
    page.locator("[data-of=eta]").focus()
    page.keyboard.press(key)
    assert moves(float(value(page, "eta")))


def test_every_control_is_reached_by_keyboard(lab):
    page = lab()
    page.evaluate("document.querySelectorAll('form.lab details').forEach(part => part.open = true)")
    page.locator(".presets a").first.focus()
    reached = set()
    for _ in range(80):
        reached.add(page.evaluate("document.activeElement.name || document.activeElement.dataset.of || ''"))
        page.keyboard.press("Tab")
    names = page.evaluate(FIELDS)
    assert {"eta", "beta", "steps", "noise", "drop", "objective"} <= set(names) <= reached


def test_focus_is_visible(lab):
    page = lab()
    page.locator("[data-of=eta]").focus()
    page.keyboard.press("ArrowRight")
    style = page.locator("[data-of=eta]").evaluate("one => getComputedStyle(one).outline")
    assert "3px" in style


def test_typed_values_count_as_they_are(lab):
    page = lab()
    field = page.locator("[name=beta]")
    field.fill("")
    field.press_sequentially("0.25")
    assert line(page) == SOURCE_LINES["Momentum, β = 0.25"]


def test_typing_is_not_disturbed(lab):
    page = lab()
    field = page.locator("[name=eta]")
    field.fill("")
    for typed in ("0", "0.", "0.0", "0.05", "0.051"):
        field.press_sequentially(typed[-1])
        assert float(field.input_value() or 0) == float(typed)
    field.press("Enter")
    assert value(page, "eta") == "0.051"


@pytest.mark.parametrize(("typed", "becomes"), [("7", "0.999"), ("-1", "0"), ("", "0.5")])
def test_typed_value_out_of_range_is_set_right_and_named(lab, typed, becomes):
    page = lab()
    page.locator("[name=beta]").fill(typed)
    page.keyboard.press("Tab")
    assert value(page, "beta") == becomes
    assert "momentum β" in page.locator(".message").text_content()


def test_message_goes_with_the_next_change(lab):
    page = lab("beta=7")
    assert page.locator(".message").text_content()
    page.locator("[data-of=beta]").fill("0.4")
    assert page.locator(".message").text_content() == ""


def test_setting_goes_to_the_address_and_back(lab):
    page = lab()
    page.locator("[data-of=eta]").fill("0.3")
    page.locator("[name=method]").select_option("nesterov")
    page.locator("[data-of=steps]").fill("35")
    page.wait_for_function("location.hash.includes('steps=35')")
    assert "eta=0.3" in page.url
    again = lab(page.url.split("#")[1])
    assert line(again) == line(page)
    assert drawn(again) == drawn(page)


def test_address_with_everything_is_reproduced(lab):
    state = (
        "objective=quadratic&method=nesterov&velocity=steps&eta=0.21&beta=0.77&steps=50&shown=31&x1=3&x2=-1.5"
        "&flat=0.4&steep=2.5&angle=-20&noise=0.3&seed=42&drop=12&divisor=4"
    )
    page = lab(state)
    page.locator("[name=eta]").focus()
    page.keyboard.press("Tab")
    assert page.locator(".message").text_content() == ""
    page.wait_for_timeout(300)
    assert dict(part.split("=") for part in page.url.split("#")[1].split("&")) == dict(
        part.split("=") for part in state.split("&")
    )


def test_changed_address_changes_the_lab(lab):
    page = lab()
    page.evaluate("location.hash = 'beta=0.25'")
    page.wait_for_function("document.querySelector('[name=beta]').value === '0.25'")
    assert line(page) == SOURCE_LINES["Momentum, β = 0.25"]


def test_usual_setting_leaves_the_address_bare(lab):
    page = lab("beta=0.3")
    page.get_by_role("button", name="Reset").click()
    page.wait_for_function("location.hash === ''")
    assert line(page) == SOURCE_LINES["Momentum, β = 0.5"]


def test_heading_in_the_address_leaves_the_setting_alone(lab):
    page = lab("beta=0.25")
    page.wait_for_timeout(300)  # until the address has settled
    page.evaluate("location.hash = 'what-to-try'")
    page.wait_for_timeout(300)
    assert line(page) == SOURCE_LINES["Momentum, β = 0.25"]
    assert page.url.endswith("#what-to-try")


def test_many_mistakes_are_named_briefly(lab):
    page = lab("&".join(f"nothing{i}=1" for i in range(500)))
    assert 0 < len(page.locator(".message").text_content()) < 300


@pytest.mark.parametrize(
    ("state", "field", "kept", "said"),
    [
        ("eta=NaN", "eta", "0.6", "must be a number"),
        ("eta=", "eta", "0.6", "must be a number"),
        ("eta=1e400", "eta", "1.2", "from"),
        ("eta=-1", "eta", "0.000001", "from"),
        ("beta=1", "beta", "0.999", "from"),
        ("beta=Infinity", "beta", "0.999", "from"),
        ("steps=2.5", "steps", "3", "whole number"),
        ("steps=100000000", "steps", "500", "from"),
        ("seed=-3", "seed", "0", "from"),
        ("method=adam", "method", "heavy-ball", "no choice"),
        ("objective=__proto__", "objective", "valley", "no choice"),
        ("constructor=1", "eta", "0.6", "no setting"),
        ("eta=%3Cscript%3Ealert(1)%3C/script%3E", "eta", "0.6", "must be a number"),
        ("%3Cimg%20src=x%20onerror=alert(1)%3E=1", "eta", "0.6", "no setting"),
        ("method=%3Cimg src=x onerror=alert(1)%3E", "method", "heavy-ball", "no choice"),
        ("drop=7&eta=%", "eta", "0.6", "must be a number"),
        ("beta=0.5&beta=2", "beta", "0.999", "from"),
        (f"eta={'9' * 5000}", "eta", "1.2", "from"),
    ],
)
def test_bad_address_is_set_right_and_named(visit, state, field, kept, said):
    page = visit("reference/licence")
    happened = []
    page.on("dialog", lambda dialog: happened.append(dialog.message) or dialog.dismiss())
    page.on("pageerror", lambda error: happened.append(str(error)))
    page.on("requestfailed", lambda request: happened.append(request.url))
    page.goto(page.url.replace("reference/licence", "lab") + "#" + state)
    page.wait_for_function("document.querySelector('output.line').textContent")
    assert float(value(page, field)) == float(kept) if kept[0].isdigit() else value(page, field) == kept
    expect(page.locator(".message")).to_be_visible()
    assert said in page.locator(".message").text_content()
    assert page.locator(".message *").count() == 0
    assert happened == []


@pytest.mark.parametrize(
    ("button", "method", "rate", "flat"),
    [
        ("gradient descent", "gradient-descent", "0.9048", "over-damped"),
        ("heavy ball", "heavy-ball", "0.6345", "critically damped"),
        ("Nesterov", "nesterov", "0.7439", "critically damped"),
    ],
)
def test_optimal_buttons_reach_the_best_rate(lab, button, method, rate, flat):
    page = lab()
    page.get_by_role("button", name=button).click()
    assert value(page, "method") == method
    summary = page.locator("p.summary").text_content()
    assert f"leaves {rate} of the error; {flat} for λ = 0.2, sign-flipping for λ = 4." in summary


@pytest.mark.parametrize(
    "state",
    ["", "objective=quadratic&noise=0.5&seed=3&drop=9&velocity=steps", "objective=lessardCounterexample"],
)
def test_copied_script_prints_the_line(lab, tmp_path, state):
    page = lab(state)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy as Python").click()
    expect(page.locator(".copied")).to_have_text("Copied.")
    script = tmp_path / "copied.py"
    script.write_text(page.evaluate("navigator.clipboard.readText()"), "utf-8")
    environment = os.environ | {"PYTHONPATH": str(ROOT), "JAX_PLATFORMS": "cpu"}
    done = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, env=environment, check=True
    )
    assert done.stdout.strip() == line(page)


def test_script_is_offered_where_the_clipboard_is_closed(lab):
    page = lab()
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    page.get_by_role("button", name="Copy as Python").click()
    expect(page.locator(".script pre")).to_be_visible()
    assert "heavy_ball(0.6, 0.5)" in page.evaluate("getSelection().toString()")


def test_play_steps_to_the_end(lab):
    page = lab("steps=8")
    page.get_by_role("button", name="Play").click()
    expect(page.locator("[name=shown]")).not_to_have_value("8")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    expect(page.locator("[name=shown]")).to_have_value("8")
    expect(page.get_by_role("button", name="Play")).to_be_visible()


def test_play_takes_one_step_where_motion_is_unwelcome(lab):
    page = lab("steps=8", reduced_motion="reduce")
    page.get_by_role("button", name="Play").click()
    assert value(page, "shown") == "1"
    page.wait_for_timeout(600)
    assert value(page, "shown") == "1"


def test_drop_shows_both_velocities(lab):
    page = lab()
    assert page.locator("[data-view=valley] polyline.other").count() == 0
    page.get_by_role("link", name="A drop of η").click()
    sums_gradients = line(page)
    assert page.locator("[data-view=valley] polyline.other").count() == 1
    page.evaluate("document.querySelectorAll('form.lab details').forEach(part => part.open = true)")
    page.locator("[name=velocity]").select_option("steps")
    assert line(page) != sums_gradients


def test_summary_is_announced_once_the_hand_rests(lab):
    page = lab()
    page.locator("[data-of=eta]").fill("1.05")
    assert "diverges: ηλ = 4.2 exceeds 2 + 2β = 3" in page.locator("p.summary").text_content()
    expect(page.locator(".said [role=status]")).to_have_text(re.compile("diverges"))


def test_views_describe_what_they_show(lab):
    page = lab()
    for view in VIEWS:
        label = page.locator(f"svg[data-view={view}]").get_attribute("aria-label")
        assert re.search(r"\d", label)
        assert len(label) > 60


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", ["", "eta=7&objective=quadratic&drop=9&noise=1"])
def test_axe_finds_nothing_at_all(lab, scheme, state):
    page = lab(state, color_scheme=scheme)
    page.locator("form.lab details").evaluate_all("parts => parts.forEach(part => part.open = true)")
    violations = Axe().run(page, context="form.lab").response["violations"]
    assert [(violation["id"], violation["nodes"][0]["html"]) for violation in violations] == []


@pytest.mark.parametrize(
    "state",
    [
        "eta=1.2&beta=0.9&steps=500",
        "objective=rosenbrock&eta=0.0047&beta=0.99",
        "objective=rosenbrock&eta=0.0048&beta=0.999&x1=0&x2=-6&steps=500",
        "steps=1",
        "shown=0",
        "objective=quadratic&flat=2&steep=0.5",
        "objective=quadratic&flat=1&steep=1",
        "noise=10&method=nesterov",
        "beta=0&method=nesterov",
        "objective=lessardCounterexample&x1=0",
    ],
)
def test_extreme_setting_is_drawn_without_an_error(visit, state):
    page = visit("lab")
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.evaluate("state => location.hash = state", state)
    page.wait_for_timeout(300)
    assert said == []
    labels = page.locator("svg[data-view]").evaluate_all("svgs => svgs.map(svg => svg.ariaLabel)")
    assert not [text for text in [*drawn(page), *labels] if re.search("NaN|undefined|Infinity", text)]


@pytest.mark.parametrize("button", ["gradient descent", "heavy ball", "Nesterov"])
def test_optimum_for_one_curvature_is_no_mistake(lab, button):
    page = lab("objective=quadratic&flat=3.1&steep=3.1")
    page.get_by_role("button", name=button).click()
    assert page.locator(".message").text_content() == ""
    assert value(page, "beta") == "0"
    assert "leaves 0 of the error" in page.locator("p.summary").text_content()


LAYOUT = """async () => {
    await document.fonts.ready;
    const parts = [...document.querySelectorAll("article :is(.lab, .view, .title, figure, figcaption, h2)")];
    return parts.map(part => [part.className, part.offsetTop, part.offsetHeight]);
}"""
MOVING = [
    "lab",
    "index",
    "story/velocity",
    "story/theory",
    "deeper/quadratics",
    "deeper/noise",
    "deeper/conventions",
    "deeper/failure",
]


@pytest.mark.parametrize("name", MOVING)
@pytest.mark.parametrize("width", [390, 768, 1280])
def test_script_does_not_shift_the_layout(visit, name, width):
    page = visit(name, viewport={"width": width, "height": 900})
    with_script = page.evaluate(LAYOUT)
    page.route("**/lab/lab.js*", lambda route: route.abort())
    page.reload()
    assert page.locator("output.line").first.text_content() == ""
    assert page.evaluate(LAYOUT) == with_script
