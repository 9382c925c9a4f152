"""The cost computation, held against sums done by hand."""

import json
import pathlib
import re
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "dataproc" / "cost.py"
PRICES = ROOT / "dataproc" / "prices.json"
PAGE = (ROOT / "docs" / "cost.md").read_text()
GIB, TIB, MONTH = 2**30, 2**40, 30.4375


def run(*words):
    return subprocess.run([sys.executable, SCRIPT, *words], cwd=ROOT, capture_output=True, text=True, check=False)


def answer(*words):
    done = run("--prices", str(PRICES), "--json", *words)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_million_lines_cost_their_core_seconds_and_their_bytes():
    parts = answer("--utilisation", "0.5", "--kept-days", "30.4375", "--topic-days", "7")["a_million_lines"]
    wanted = {
        # 16.5 core-seconds, half of the time idle, at 0.06 an hour.
        "speed_layer": 16.5 * 2 * 0.06 / 3600,
        "batch_layer": 11.5 * 2 * 0.06 / 3600,
        # 100 GiB for each of these seconds.
        "shuffle_disks": 28 * 2 * 100 * 0.04 / (MONTH * 86400),
        "archive_storage": 46e6 / GIB * 0.02,
        "table_storage": 320e6 / GIB * 0.02,
        # Published once, delivered once.
        "pubsub_messages": 2 * 206e6 / TIB * 40,
        "pubsub_retention": 206e6 / GIB * 0.27 * 7 / MONTH,
        "bigquery_storage": 600e6 / GIB * 0.02,
        "bigquery_writes": 600e6 / GIB * 0.025,
        "bigquery_queries": 600e6 * 3 / TIB * 6.25,
    }
    assert {name: parts[name] for name in wanted} == pytest.approx(wanted)
    assert set(parts) - set(wanted) == {"total"}
    assert parts["total"] == pytest.approx(sum(wanted.values()))


def test_a_stream_costs_its_machines_and_its_triggers_though_no_line_comes():
    counted = ["--class-a-of-micro-batch", "10", "--class-b-of-micro-batch", "30"]
    day = answer("--trigger-seconds", "60", *counted)["a_day"]
    assert day["least_machines_of_a_stream"] == pytest.approx(24 * 12 * 0.06)
    assert day["their_shuffle_disks"] == pytest.approx(12 * 100 * 0.04 / MONTH)
    assert day["requests_of_class_a"] == pytest.approx(1440 * 10 / 1000 * 0.005)
    assert day["requests_of_class_b"] == pytest.approx(1440 * 30 / 1000 * 0.0004)


def test_the_default_trigger_is_that_of_a_bucket_and_one_of_a_second_costs_ten_times_as_many_requests():
    ten, one = answer()["a_day"], answer("--trigger-seconds", "1")["a_day"]
    assert ten["requests_of_class_a"] == pytest.approx(8640 * 60 / 1000 * 0.005)
    for name in ("requests_of_class_a", "requests_of_class_b"):
        assert one[name] == pytest.approx(10 * ten[name])


def test_small_volumes_pay_the_machines_and_large_ones_their_work():
    def a_day(terabytes):
        return answer("--terabytes-a-day", terabytes, "--kept-days", "0.0001")["projection"]["cost_a_day"]

    least = sum(answer()["a_day"].values())
    assert a_day("0.000001") == pytest.approx(least, rel=1e-3)
    assert a_day("200") > 2 * least


def test_ten_terabytes_a_day_kept_for_a_week_by_the_topic_cost_what_they_are_said_to():
    parts = answer("--terabytes-a-day", "10", "--topic-days", "7")["projection"]["parts_a_day"]
    assert parts["pubsub_retention"] * MONTH == pytest.approx(10e12 * 7 / GIB * 0.27)
    assert parts["pubsub_retention"] * MONTH == pytest.approx(17_600, rel=1e-3)


def test_the_projection_is_the_sum_of_its_parts_and_of_the_days():
    found = answer("--terabytes-a-day", "100")
    standing, parts = found["a_day"], found["projection"]["parts_a_day"]
    requests = standing["requests_of_class_a"] + standing["requests_of_class_b"]
    assert found["projection"]["cost_a_day"] == pytest.approx(sum(parts.values()) + requests)


def test_the_projection_names_what_saturates_first():
    found = answer("--terabytes-a-day", "10")["projection"]
    assert found["lines"] == pytest.approx(10e12 / 206)
    full = {row["resource"]: row for row in found["saturation"]}
    assert full["cores of one stream"]["needed"] == pytest.approx(10e12 / 206 / 86400 * 16.5e-6)
    assert full["lines of one micro-batch"]["needed"] == pytest.approx(10e12 / 206 / 86400 * 10)
    assert [row["full"] for row in found["saturation"]] == sorted((r["full"] for r in found["saturation"]), reverse=True)
    few = answer("--terabytes-a-day", "10", "--stream-cores", "4")["projection"]["saturation"][0]
    assert few["resource"] == "cores of one stream" and few["full"] > 1


def test_its_limits_are_the_caps_that_submit_sh_sets():
    caps = re.search(r'"\$job" == stream \]\] && executors=(\d+) \|\| executors=(\d+)', (ROOT / "dataproc/submit.sh").read_text())
    available = {row["resource"]: row["available"] for row in answer("--terabytes-a-day", "1")["projection"]["saturation"]}
    # Of four cores each.
    assert available["cores of one stream"] == 4 * int(caps.group(1))
    assert available["cores of the nightly batch"] == 4 * int(caps.group(2))


@pytest.mark.parametrize(
    "change, message",
    [
        ({"dcu_hour": "free"}, "Invalid dcu_hour: free, must be a number, 0 for what is not used"),
        ({"dcu_hour": -1}, "Invalid dcu_hour: -1, must be a number"),
        ({"dcu_hour": True}, "Invalid dcu_hour: True, must be a number"),
        ({"dcu": 1}, "must have dcu_hour, shuffle_gib_month"),
    ],
)
def test_prices_are_given_and_are_numbers(tmp_path, change, message):
    file = tmp_path / "prices.json"
    file.write_text(json.dumps({**json.loads(PRICES.read_text()), **change}))
    done = run("--prices", str(file))
    assert done.returncode == 2
    assert message in done.stderr.replace("\n  ", " ")


def test_without_prices_there_is_no_answer(tmp_path):
    assert "--prices" in run().stderr
    done = run("--prices", str(tmp_path / "none.json"))
    assert done.returncode == 2 and "dataproc/prices.json is an example" in done.stderr


def test_what_has_no_price_is_left_out(tmp_path):
    file = tmp_path / "prices.json"
    prices = {name: 0 if name.startswith(("bigquery", "pubsub")) else value for name, value in json.loads(PRICES.read_text()).items()}
    file.write_text(json.dumps(prices))
    done = run("--prices", str(file), "--terabytes-a-day", "10")
    projection = done.stdout.split("\n\n")[1]
    assert "table storage" in projection and "bigquery" not in projection


COMMANDS = re.findall(r"    \$ dataproc/cost.py ((?:.*\\\n)*.*)\n((?:    .*\n|\n)+)", PAGE)


@pytest.mark.parametrize("command, printed", COMMANDS, ids=range(len(COMMANDS)))
def test_the_page_shows_what_the_script_prints(command, printed):
    done = run(*command.replace("\\\n", " ").split())
    assert done.returncode == 0, done.stderr
    assert [line.strip() for line in printed.strip().splitlines()] == [line.strip() for line in done.stdout.splitlines()]


def test_the_page_has_an_example_of_two_terabytes_of_load_balancer_json():
    assert len(COMMANDS) == 2
    assert "--terabytes-a-day 2 " in COMMANDS[1][0].replace("\\\n", " ") + " "


@pytest.mark.parametrize("option", re.findall(r"^\| [^|]*\| [^|]*\| [^|]*`(--[a-z-]+)`", PAGE, re.MULTILINE))
def test_the_page_names_options_that_exist(option):
    assert option in run("--help").stdout
