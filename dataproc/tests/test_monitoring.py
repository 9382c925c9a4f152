"""Metrics, alerts and the dashboard: they look for what Weir says, and at metrics that exist."""

import json
import pathlib
import re

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDER = ROOT / "dataproc" / "monitoring"
METRICS = {path.stem: json.loads(path.read_text()) for path in sorted(FOLDER.glob("metrics/*.json"))}
ALERTS = {path.stem: json.loads(path.read_text()) for path in sorted(FOLDER.glob("alerts/*.json"))}
DASHBOARD = json.loads((FOLDER / "dashboard.json").read_text())

# Metrics of Google's services, as their documentation lists them, with the resource that they belong to.
GOOGLES = {
    "bigquery.googleapis.com/storage/stored_bytes": "bigquery_dataset",
    "composer.googleapis.com/workflow/run_count": "cloud_composer_workflow",
    "dataproc.googleapis.com/batch/spark/executors": "cloud_dataproc_batch",
    "dataproc.googleapis.com/cluster/job/failed_count": "cloud_dataproc_cluster",
    "dataproc.googleapis.com/cluster/job/running_count": "cloud_dataproc_cluster",
    "pubsub.googleapis.com/subscription/dead_letter_message_count": "pubsub_subscription",
    "pubsub.googleapis.com/subscription/num_undelivered_messages": "pubsub_subscription",
    "pubsub.googleapis.com/subscription/oldest_unacked_message_age": "pubsub_subscription",
    "storage.googleapis.com/api/request_count": "gcs_bucket",
}


def said(path, marker):
    """A message of the Java code, as it stands there, its pieces put together."""
    text = (ROOT / path).read_text()
    begin = text.index(marker)
    return "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', text[begin : begin + 700]))


STREAM = "streaming-job/src/main/java/dev/weir/streaming/Stream.java"
BATCH = "batch-job/src/main/java/dev/weir/batch/BatchCommand.java"
DRIFT = "batch-job/src/main/java/dev/weir/batch/UnexplainedDriftException.java"


def filled(template, *values):
    for value in values:
        template = template.replace("{}", value, 1)
    return template


PROGRESS = filled(said(STREAM, '"micro-batch {}: {} lines in'), "7", "5880", "2.1", "2800", "2.4", "62", "256")


@pytest.mark.parametrize(
    "name, value", [("lag", "2.4"), ("lines", "5880"), ("dead_letters", "62"), ("duplicates", "256")]
)
def test_a_micro_batchs_line_gives_each_metric_its_value(name, value):
    metric = METRICS[name]
    wanted = re.search(r'jsonPayload.message=~"(.*)"$', metric["filter"]).group(1)
    assert re.search(wanted, PROGRESS)
    taken = re.fullmatch(r'REGEXP_EXTRACT\(jsonPayload.message, "(.*)"\)', metric["valueExtractor"]).group(1)
    assert re.search(taken, PROGRESS).group(1) == value


@pytest.mark.parametrize(
    "name, message",
    [
        ("holes", filled(said(STREAM, '"micro-batch {}: {} positions'), "7", "9", "t", "0", "1", "10")),
        ("unexplained", "batch: " + said(DRIFT, '"Cannot publish')),
        ("lost_files", said(BATCH, '"Lost: ')),
        ("publications", "Published 3 days: 10 events"),
        ("publications", said(BATCH, '"Nothing to do: every day')),
    ],
)
def test_a_counter_counts_the_message_that_the_code_prints(name, message):
    wanted = re.search(r'jsonPayload.message=~"(.*)"$', METRICS[name]["filter"]).group(1)
    assert re.search(wanted, message), message
    assert '"Published " + segments.size() + " days: "' in (ROOT / BATCH).read_text()


def filters():
    for name, alert in ALERTS.items():
        for condition in alert["conditions"]:
            body = next(value for key, value in condition.items() if key.startswith("condition"))
            yield from ((name, text) for text in ([body["filter"]] if "filter" in body else selectors(body["query"])))
    for tile in DASHBOARD["mosaicLayout"]["tiles"]:
        for series in tile["widget"]["xyChart"]["dataSets"]:
            yield tile["widget"]["title"], series["timeSeriesQuery"]["timeSeriesFilter"]["filter"]


def selectors(query):
    """Of PromQL, as filters. Its names are metrics' with : for the first / and _ for all else, and _count of a distribution.

    https://cloud.google.com/monitoring/promql/promql-mapping
    """
    found = re.findall(r'(\w+:\w+)\{monitored_resource="(\w+)"\}', query)
    assert len(found) == query.count(":"), query
    known = {}
    for name, metric in METRICS.items():
        suffix = "_count" if metric["metricDescriptor"]["valueType"] == "DISTRIBUTION" else ""
        known[f"logging_googleapis_com:user_weir_{name}{suffix}"] = f"logging.googleapis.com/user/weir/{name}"
    for name, resource in found:
        yield f'metric.type="{known[name]}" AND resource.type="{resource}"'


def test_each_filter_names_one_metric_that_exists_and_its_resource():
    seen = list(filters())
    assert len(seen) > 20
    for where, text in seen:
        (metric,) = re.findall(r'metric\.type="([^"]+)"', text)
        (resource,) = re.findall(r'resource\.type="([^"]+)"', text)
        if metric.startswith("logging.googleapis.com/user/"):
            assert metric.rsplit("/", 1)[1] in METRICS, where
            assert resource in ("cloud_dataproc_batch", "cloud_dataproc_job"), where
        else:
            assert GOOGLES.get(metric) == resource, where


def test_every_metric_is_looked_at():
    used = {re.search(r'metric\.type="([^"]+)"', text).group(1).rsplit("/", 1)[1] for _, text in filters()}
    assert set(METRICS) - used == set()


def test_files_are_named_after_what_they_hold_and_alerts_say_what_to_do():
    for name, metric in METRICS.items():
        assert metric["name"] == f"weir/{name}"
        assert (metric["metricDescriptor"]["valueType"] == "DISTRIBUTION") == ("valueExtractor" in metric)
    for alert in ALERTS.values():
        assert len(alert["documentation"]["content"]) > 60
        for condition in alert["conditions"]:
            # It says nothing of what was never there, and of nothing that comes once a day: it may not be that long.
            assert "conditionAbsent" not in condition


def test_what_a_promql_condition_asks_is_within_what_any_condition_may():
    for alert in ALERTS.values():
        for condition in alert["conditions"]:
            if "conditionPrometheusQueryLanguage" in condition:
                body = condition["conditionPrometheusQueryLanguage"]
                # Conditions that look back further are a newer feature; longer durations are refused elsewhere.
                assert {int(length) * {"m": 1, "h": 60}[unit] for length, unit in re.findall(r"\[(\d+)(\w)\]", body["query"])} < set(range(1441))
                assert int(body["duration"][:-1]) % 60 == 0 and int(body["duration"][:-1]) <= 84600
                assert body["disableMetricValidation"] is True, "the metrics are as new as the policy"


def test_tiles_do_not_overlap():
    taken = set()
    for tile in DASHBOARD["mosaicLayout"]["tiles"]:
        cells = {(x, y) for x in range(tile["xPos"], tile["xPos"] + tile["width"]) for y in range(tile["yPos"], tile["yPos"] + tile["height"])}
        assert not cells & taken
        assert max(x for x, _ in cells) < DASHBOARD["mosaicLayout"]["columns"]
        taken |= cells
