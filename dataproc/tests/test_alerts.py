"""The alert policies, against a calendar: what must be heard of is, and nothing else."""

import copy
import json
import pathlib
import random
import shutil
import subprocess

import pytest
from alert_policies import Monitoring, Series

FOLDER = pathlib.Path(__file__).resolve().parents[1] / "monitoring" / "alerts"
POLICIES = {path.stem: json.loads(path.read_text()) for path in sorted(FOLDER.glob("*.json"))}
DAY, HOUR = 1440, 60
DAYS = 5
SERVERLESS, CLUSTER = "cloud_dataproc_batch", "cloud_dataproc_job"
LAG, PUBLICATIONS = "logging.googleapis.com/user/weir/lag", "logging.googleapis.com/user/weir/publications"
# Minutes after 01:10 at which a night's batch ended: some nights have more to do.
NIGHTS = [12, 55, 9, 140, 31]


def nights(missed=()):
    return [(day * DAY + 70 + took, 1) for day, took in enumerate(NIGHTS) if day not in missed]


def micro_batches(begin=0, end=DAYS * DAY, every=1, lag=3.0):
    return [(minute, lag) for minute in range(begin, end, every)]


def world(publications, stream, publishes_on=SERVERLESS, streams_on=SERVERLESS):
    return {(PUBLICATIONS, publishes_on): publications, (LAG, streams_on): stream}


def heard(series, policies=None):
    """The policies that open incidents, and when, in minutes since the first midnight."""
    monitoring = Monitoring({name: Series(points) for name, points in series.items()})
    found = {name: monitoring.incidents(policy, DAYS * DAY) for name, policy in (policies or POLICIES).items()}
    return {name: opened for name, opened in found.items() if opened}


@pytest.mark.parametrize("publishes_on", [SERVERLESS, CLUSTER])
@pytest.mark.parametrize("streams_on", [SERVERLESS, CLUSTER])
def test_nights_that_end_well_at_different_hours_are_silent(publishes_on, streams_on):
    assert heard(world(nights(), micro_batches(), publishes_on, streams_on)) == {}


def test_a_missed_night_is_heard_of_that_morning_and_once():
    found = heard(world(nights(missed=[2]), micro_batches()))
    last_good = DAY + 70 + NIGHTS[1]
    assert found == {"no_publication": [last_good + 30 * HOUR]}
    assert 2 * DAY + 6 * HOUR < found["no_publication"][0] < 2 * DAY + 9 * HOUR


def test_a_batch_that_never_was_is_heard_of_the_first_day():
    found = heard(world([], micro_batches()))
    assert found == {"no_publication": [6 * HOUR]}


def test_a_stream_that_never_was_is_heard_of_within_the_hour():
    found = heard(world(nights(), []))
    assert list(found) == ["stream_stands_still"]
    assert found["stream_stands_still"][0] <= HOUR and len(found["stream_stands_still"]) == 1


def test_a_stream_that_stops_is_heard_of_after_half_an_hour():
    stops = 2 * DAY + 14 * HOUR
    found = heard(world(nights(), micro_batches(end=stops)))
    assert list(found) == ["stream_stands_still"]
    (opened,) = found["stream_stands_still"]
    assert 29 <= opened - stops <= 31


def test_a_stream_that_moves_from_serverless_to_a_cluster_is_not_one_that_stops():
    moves = 2 * DAY
    stream = {(LAG, SERVERLESS): micro_batches(end=moves), (LAG, CLUSTER): micro_batches(begin=moves + 15)}
    assert heard({(PUBLICATIONS, SERVERLESS): nights(), **stream}) == {}


def test_late_data_is_no_lag():
    # Lag counts from a line's arrival; the night corrects the day that the line is about, and has more to do.
    flood = micro_batches() + [(minute, 4.0) for minute in range(3 * DAY, 3 * DAY + HOUR) for _ in range(20)]
    assert heard(world(nights(), flood)) == {}


def test_a_stream_that_catches_up_is_heard_of():
    behind = range(3 * DAY, 3 * DAY + 30)
    stream = [(minute, 2000.0 if minute in behind else lag) for minute, lag in micro_batches()]
    found = heard(world(nights(), stream))
    assert list(found) == ["stream_lags"] and len(found["stream_lags"]) == 1


def test_metrics_that_come_ten_minutes_late_raise_nothing():
    seed = random.randrange(1 << 30)
    chance = random.Random(seed)
    late = [(min(minute + chance.randrange(10), DAYS * DAY), lag) for minute, lag in micro_batches(every=3)]
    assert heard(world([(minute + 10, one) for minute, one in nights()], late)) == {}, f"seed {seed}"


def test_silence_of_a_night_is_heard_of_until_the_duration_is_raised_as_the_policy_says():
    silent = range(2 * DAY + 2 * HOUR, 2 * DAY + 5 * HOUR)
    stream = [(minute, lag) for minute, lag in micro_batches() if minute not in silent]
    assert list(heard(world(nights(), stream))) == ["stream_stands_still"]
    raised = copy.deepcopy(POLICIES["stream_stands_still"])
    assert "If your logs are silent for longer than that, raise the duration" in raised["documentation"]["content"]
    raised["conditions"][0]["conditionPrometheusQueryLanguage"]["duration"] = "14400s"
    assert heard(world(nights(), stream), {"raised": raised}) == {}


ONCE = {
    "archive_files_lost": ("logging.googleapis.com/user/weir/lost_files", SERVERLESS),
    "cluster_job_failed": ("dataproc.googleapis.com/cluster/job/failed_count", "cloud_dataproc_cluster"),
    "holes": ("logging.googleapis.com/user/weir/holes", CLUSTER),
    "nightly_failed": ("composer.googleapis.com/workflow/run_count", "cloud_composer_workflow"),
    "publication_refused": ("logging.googleapis.com/user/weir/unexplained", SERVERLESS),
    "pubsub_undeliverable": ("pubsub.googleapis.com/subscription/dead_letter_message_count", "pubsub_subscription"),
}


@pytest.mark.parametrize("name", sorted(ONCE))
def test_one_event_is_heard_of_though_it_is_the_first_of_its_metric(name):
    event = 3 * DAY + 100
    found = heard({**world(nights(), micro_batches()), ONCE[name]: [(event, 1)]})
    assert found == {name: [event]}


def test_messages_that_wait_are_heard_of():
    age = ("pubsub.googleapis.com/subscription/oldest_unacked_message_age", "pubsub_subscription")
    waits = [(minute, max(0, (minute - 3 * DAY) * 60)) for minute in range(3 * DAY + 30)]
    found = heard({**world(nights(), micro_batches()), age: waits})
    assert found == {"pubsub_backlog_old": [3 * DAY + 16]}


def test_every_policy_is_in_the_calendar():
    assert set(ONCE) | {"no_publication", "stream_stands_still", "stream_lags", "pubsub_backlog_old"} == set(POLICIES)


@pytest.mark.parametrize("text", ["max(1)", "(1 == 1", "rate(1)", "1 - 1"])
def test_the_evaluator_refuses_what_it_does_not_know(text):
    with pytest.raises(ValueError):
        Monitoring({}).parsed(text)


def prometheus_rule(name):
    (condition,) = POLICIES[name]["conditions"]
    body = condition["conditionPrometheusQueryLanguage"]
    return {"alert": name, "expr": body["query"], "for": body["duration"]}


# What Prometheus evaluates: long enough for each of its cases.
SPAN = 3 * DAY


@pytest.mark.parametrize("name, publications, stream", [
    ("no_publication", nights(missed=[2]), micro_batches()),
    ("no_publication", [], micro_batches()),
    ("stream_stands_still", nights(), micro_batches(begin=3 * HOUR, end=2 * DAY)),
    ("stream_stands_still", nights(), []),
])
def test_prometheus_itself_answers_as_the_evaluator_does(tmp_path, name, publications, stream):
    promtool = shutil.which("promtool")
    if not promtool:
        pytest.skip("promtool is not installed (Debian: apt-get install prometheus)")
    found = heard(world(publications, stream), {name: POLICIES[name]})[name]
    events = publications if name == "no_publication" else [(minute, 1) for minute, _ in stream]
    metric = "publications" if name == "no_publication" else "lag_count"
    counted, values = dict(events), []
    total = 0
    for minute in range(SPAN):
        total += counted.get(minute, 0)
        values.append(str(total))
    series = f'logging_googleapis_com:user_weir_{metric}{{monitored_resource="{SERVERLESS}"}}'
    # Before and after each incident opens, and on every third hour: firing or not, as the evaluator says.
    monitoring = Monitoring({key: Series(points) for key, points in world(publications, stream).items()})
    (condition,) = POLICIES[name]["conditions"]
    firing = list(monitoring.firing(condition, SPAN))
    moments = sorted({moment + by for moment in found for by in (-5, 5)} | set(range(0, SPAN, 3 * HOUR)))
    tests = [
        {"eval_time": f"{now}m", "alertname": name, "exp_alerts": [{}] if firing[now] else []}
        for now in moments
        if 0 <= now < SPAN
    ]
    rules = {"groups": [{"name": "weir", "rules": [prometheus_rule(name)]}]}
    (tmp_path / "rules.json").write_text(json.dumps(rules))
    inputs = [{"series": series, "values": " ".join(values)}] if events else []
    document = {"rule_files": ["rules.json"], "evaluation_interval": "1m", "tests": [{"interval": "1m", "input_series": inputs, "alert_rule_test": tests}]}
    (tmp_path / "test.json").write_text(json.dumps(document))
    done = subprocess.run([promtool, "test", "rules", "test.json"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
