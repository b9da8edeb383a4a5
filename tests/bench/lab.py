"""Time one step of a slider of the Lab in Chromium, until every view is redrawn.

python tests/bench/lab.py [docs/records/lab.json]
"""

import datetime
import json
import os
import platform
import shutil
import statistics
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

PAGE = Path(__file__).parents[2] / "docs" / "_build" / "html" / "lab.html"
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
STEPS = 200
# What is moved: a label, the setting of the Lab, the slider.
CASES = [
    ("η in the valley, 20 steps", "", "eta"),
    ("β in the valley, 200 steps", "steps=200", "beta"),
    ("η with noise and a drop, 200 steps", "steps=200&noise=1&drop=50", "eta"),
    ("a curvature of the turned bowl", "objective=quadratic", "steep"),
    ("the same with noise and the most steps, 500", "objective=quadratic&steps=500&noise=1", "steep"),
    ("η on Rosenbrock's valley, 200 steps", "objective=rosenbrock", "eta"),
    ("β on Lessard's function", "objective=lessardCounterexample", "beta"),
]
MOVE = """async ([name, steps]) => {
    const slider = document.querySelector(`[data-of=${name}]`), times = [];
    for (let step = 1; step <= steps; step++) {
        slider.value = Number(slider.min) + ((step % 50) + 5) * slider.step;
        const start = performance.now();
        slider.dispatchEvent(new Event("input", { bubbles: true }));
        document.body.getBoundingClientRect();
        times.push(performance.now() - start);
        await new Promise(requestAnimationFrame);
    }
    return times;
}"""


def busy(session):
    """Return the seconds that the page's main thread has worked, drawing included."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration")


def measure(browser, state, slider):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{PAGE.as_uri()}#{state}")
    page.wait_for_function("document.querySelector('output.line').textContent")
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    page.evaluate(MOVE, [slider, 50])  # until it is compiled
    before = busy(session)
    times = page.evaluate(MOVE, [slider, STEPS])
    whole = 1000 * (busy(session) - before) / STEPS
    page.close()
    q1, median, q3 = (round(quartile, 2) for quartile in statistics.quantiles(times, n=4))
    return {"milliseconds": {"q1": q1, "median": median, "q3": q3}, "main_thread": round(whole, 2)}


def processor():
    lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines() if Path("/proc/cpuinfo").exists() else []
    return next((line.split(": ")[1] for line in lines if line.startswith("model name")), platform.machine())


if __name__ == "__main__":
    with sync_playwright() as playwright:
        chromium = (
            shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        )
        browser = playwright.chromium.launch(executable_path=chromium, args=OPTIONS)
        cases = []
        for label, state, slider in CASES:
            cases.append({"label": label, "steps": STEPS, **measure(browser, state, slider)})
            print(f"{label:38}{cases[-1]['milliseconds']}, main thread {cases[-1]['main_thread']} ms")
        record = {
            "date": datetime.date.today().isoformat(),
            "machine": {"cpu": processor(), "cores": os.cpu_count()},
            "chromium": browser.version,
            "cases": cases,
        }
        browser.close()
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(json.dumps(record, indent=2, ensure_ascii=False) + "\n", "utf-8")
