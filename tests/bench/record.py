"""Print pytest-benchmark's report as seconds per epoch; with a second argument, keep it there.

python tests/bench/record.py report.json [docs/records/benchmark.json]
"""

import json
import os
import sys
from importlib import metadata
from pathlib import Path

PACKAGES = ["jax", "jaxlib", "optax", "numpy", "torch"]


def rounded(number):
    """Keep four significant digits; no machine repeats itself to more."""
    return float(f"{number:.4g}")


def contender(benchmark):
    stats, epochs = benchmark["stats"], benchmark["extra_info"]["epochs"]
    return {
        "label": benchmark["extra_info"]["label"],
        "trainings_per_call": benchmark["extra_info"]["trainings"],
        "epochs_per_call": epochs,
        "rounds": stats["rounds"],
        "seconds_per_epoch": {name: rounded(stats[name] / epochs) for name in ("q1", "median", "q3")},
        "epochs_per_second": rounded(epochs / stats["median"]),
    }


def summary(report):
    installed = {package.name for package in metadata.distributions()}
    versions = {package: metadata.version(package) for package in PACKAGES if package in installed}
    return {
        "date": report["datetime"][:10],
        "machine": {
            "cpu": report["machine_info"]["cpu"]["brand_raw"],
            "cores": os.cpu_count(),
            "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        },
        "versions": {"python": report["machine_info"]["python_version"], **versions},
        "contenders": {
            benchmark["name"].removeprefix("test_"): contender(benchmark)
            for benchmark in report["benchmarks"]
        },
    }


def table(contenders):
    ours = contenders["ours"]["seconds_per_epoch"]["median"]
    yield f"{'':43}{'seconds/epoch':>14}{'quartiles':>23}{'× ours':>9}{'epochs/s':>10}"
    for entry in contenders.values():
        q1, median, q3 = (entry["seconds_per_epoch"][name] for name in ("q1", "median", "q3"))
        quartiles = f"{q1:.7f}–{q3:.7f}"
        rate = entry["epochs_per_second"]
        yield f"{entry['label']:43}{median:14.7f}{quartiles:>23}{median / ours:9.3g}{rate:10,.0f}"


if __name__ == "__main__":
    record = summary(json.loads(Path(sys.argv[1]).read_text("utf-8")))
    print(*table(record["contenders"]), sep="\n")
    if len(sys.argv) > 2:
        Path(sys.argv[2]).write_text(json.dumps(record, indent=2, ensure_ascii=False) + "\n", "utf-8")
