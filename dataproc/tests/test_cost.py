"""The cost computation, held against sums done by hand."""

import json
import pathlib
import re
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "dataproc" / "cost.py"
PRICES = ["--dcu-hour", "0.06", "--storage-gib-month", "0.02", "--class-a-1000", "0.005"]


def answer(*words):
    done = subprocess.run([sys.executable, SCRIPT, *PRICES, "--json", *words], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_a_million_lines_cost_their_core_seconds_and_their_bytes():
    parts = answer("--utilisation", "0.5", "--kept-days", "30.4375")["a_million_lines"]
    # 16.5 core-seconds, half of the time idle, at 0.06 an hour.
    assert parts["speed_layer"] == pytest.approx(16.5 * 2 * 0.06 / 3600)
    assert parts["batch_layer"] == pytest.approx(11.5 * 2 * 0.06 / 3600)
    assert parts["archive_storage"] == pytest.approx(46e6 / 2**30 * 0.02)
    assert parts["table_storage"] == pytest.approx(320e6 / 2**30 * 0.02)
    assert parts["total"] == pytest.approx(sum(value for name, value in parts.items() if name != "total"))


def test_a_stream_costs_its_machines_and_its_triggers_though_no_line_comes():
    day = answer("--trigger-seconds", "60", "--files-of-micro-batch", "10")["a_day"]
    assert day["least_machines_of_a_stream"] == pytest.approx(24 * 12 * 0.06)
    assert day["requests_of_triggers"] == pytest.approx(1440 * 10 / 1000 * 0.005)


def test_small_volumes_pay_the_machines_and_large_ones_their_work():
    def a_day(terabytes):
        return answer("--terabytes-a-day", terabytes, "--kept-days", "0.0001")["projection"]["cost_a_day"]

    least = 24 * 12 * 0.06
    assert a_day("0.000001") == pytest.approx(least + 8640 * 40 / 1000 * 0.005, rel=1e-3)
    assert a_day("200") > 2 * least


def test_the_projection_names_what_saturates_first():
    found = answer("--terabytes-a-day", "10")["projection"]
    assert found["lines"] == pytest.approx(10e12 / 206)
    full = {row["resource"]: row for row in found["saturation"]}
    assert full["cores of one stream"]["needed"] == pytest.approx(10e12 / 206 / 86400 * 16.5e-6)
    assert full["lines of one micro-batch"]["needed"] == pytest.approx(10e12 / 206 / 86400 * 10)
    assert [row["full"] for row in found["saturation"]] == sorted((r["full"] for r in found["saturation"]), reverse=True)
    few = answer("--terabytes-a-day", "10", "--stream-cores", "4")["projection"]["saturation"][0]
    assert few["resource"] == "cores of one stream" and few["full"] > 1


def test_prices_are_given_and_are_numbers_above_nothing():
    for words in ([], ["--dcu-hour", "free", *PRICES[2:]], ["--dcu-hour", "0", *PRICES[2:]]):
        done = subprocess.run([sys.executable, SCRIPT, *words], capture_output=True, text=True, check=False)
        assert done.returncode == 2
        assert "dcu-hour" in done.stderr


def test_the_page_shows_what_the_script_prints():
    page = (ROOT / "docs" / "cost.md").read_text()
    command, printed = re.search(r"    \$ dataproc/cost.py (.*)\n((?:    .*\n|\n)+)", page).groups()
    done = subprocess.run([sys.executable, SCRIPT, *command.split()], capture_output=True, text=True, check=True)
    assert [line.strip() for line in printed.strip().splitlines()] == [line.strip() for line in done.stdout.splitlines()]
