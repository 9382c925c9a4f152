#!/usr/bin/env python3
"""What a million lines cost, part by part, from measured core-seconds, counted requests and the list prices that you give.

    dataproc/cost.py --prices dataproc/prices.json
    dataproc/cost.py … --terabytes-a-day 10        # and what saturates first

Prices differ by region and by year, so none is built in: look them up (docs/cost.md says where). Core-seconds are those
of `./weir bench` on two cores, requests those that `./weir demo --cloud-emulators` counts; give your own.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import math
import pathlib

MILLION = 1_000_000
DAY = 86_400
GIB = 1 << 30
TIB = 1 << 40
DAYS_OF_MONTH = 30.4375


@dataclasses.dataclass(frozen=True)
class Measured:
    """Of one million lines, of one line, or of one micro-batch."""

    speed_core_seconds: float
    batch_core_seconds: float
    raw_bytes: float
    archive_bytes: float
    table_bytes: float
    # Logical bytes, as BigQuery counts what is stored, written and read.
    bigquery_bytes: float
    # Requests to Cloud Storage: what creates, copies and lists objects, and what reads them or looks whether they are there.
    class_a_of_micro_batch: float
    class_b_of_micro_batch: float


@dataclasses.dataclass(frozen=True)
class Prices:
    """As lists give them; their currency is that of the answer. 0 is the price of what is not used."""

    dcu_hour: float
    shuffle_gib_month: float
    storage_gib_month: float
    class_a_1000: float
    class_b_1000: float
    # Of what is published, and of what is delivered again.
    pubsub_tib: float
    # Of what a topic keeps though it was acknowledged.
    pubsub_kept_gib_month: float
    bigquery_gib_month: float
    bigquery_written_gib: float
    bigquery_queried_tib: float


@dataclasses.dataclass(frozen=True)
class Setting:
    """How it runs."""

    trigger_seconds: float
    # A core of Serverless is 0.6 DCU and each 4 GiB of its memory are 0.4.
    dcu_per_core: float
    # Serverless gives each core a disk for shuffles, which is paid as long as the core is.
    disk_gib_per_core: float
    # Share of the paid core-seconds in which a core has work.
    utilisation: float
    kept_days: float
    # For how long the topic keeps messages; 0 where it keeps none, which is the default of a topic.
    topic_days: float
    # How often queries read all that BigQuery has of a line, in the line's life.
    bigquery_reads: float
    # A stream has its machines whether lines come or not: on Serverless at least a driver and two executors of 4 cores.
    least_cores: float

    def core_second(self, prices: Prices) -> tuple[float, float]:
        """What a second of a core costs while it is there: the core, and its disk."""
        disk = self.disk_gib_per_core * prices.shuffle_gib_month / DAYS_OF_MONTH / DAY
        return prices.dcu_hour * self.dcu_per_core / 3600, disk


@dataclasses.dataclass(frozen=True)
class Limits:
    """What one stream, one ledger and one bucket can do."""

    # One driver plans, and one ledger entry ends, each micro-batch; so many seconds of a micro-batch are no core's work.
    fixed_seconds: float
    # Of one micro-batch, before its shuffle no longer fits its executors' memory.
    lines_of_micro_batch: float
    stream_cores: float
    night_hours: float
    batch_cores: float
    # What a bucket takes a second before it has spread its load.
    writes_a_second: float


def cost(measured: Measured, prices: Prices, setting: Setting) -> dict:
    """Of a million lines, by part."""
    core, disk = (price / setting.utilisation for price in setting.core_second(prices))
    months = setting.kept_days / DAYS_OF_MONTH
    gib = MILLION / GIB
    raw, replica = measured.raw_bytes, measured.bigquery_bytes
    parts = {
        "speed_layer": measured.speed_core_seconds * core,
        "batch_layer": measured.batch_core_seconds * core,
        "shuffle_disks": (measured.speed_core_seconds + measured.batch_core_seconds) * disk,
        "archive_storage": measured.archive_bytes * gib * prices.storage_gib_month * months,
        "table_storage": measured.table_bytes * gib * prices.storage_gib_month * months,
        "pubsub_messages": 2 * raw * MILLION / TIB * prices.pubsub_tib,
        "pubsub_retention": raw * gib * prices.pubsub_kept_gib_month * setting.topic_days / DAYS_OF_MONTH,
        "bigquery_storage": replica * gib * prices.bigquery_gib_month * months,
        "bigquery_writes": replica * gib * prices.bigquery_written_gib,
        "bigquery_queries": replica * MILLION / TIB * setting.bigquery_reads * prices.bigquery_queried_tib,
    }
    return {**parts, "total": sum(parts.values())}


def standing_cost(measured: Measured, prices: Prices, setting: Setting) -> dict:
    """Of a day of the stream's smallest machines and of its micro-batches, whatever is in them."""
    core, disk = setting.core_second(prices)
    micro_batches = DAY / setting.trigger_seconds
    return {
        "least_machines_of_a_stream": setting.least_cores * DAY * core,
        "their_shuffle_disks": setting.least_cores * DAY * disk,
        "requests_of_class_a": micro_batches * measured.class_a_of_micro_batch / 1000 * prices.class_a_1000,
        "requests_of_class_b": micro_batches * measured.class_b_of_micro_batch / 1000 * prices.class_b_1000,
    }


def projected(lines: float, parts: dict, standing: dict, measured: Measured) -> float:
    """Of a day with so many lines."""
    millions = lines / MILLION
    both = measured.speed_core_seconds + measured.batch_core_seconds
    # The stream's smallest machines do its work, as far as they go.
    machines = standing["least_machines_of_a_stream"] + standing["their_shuffle_disks"]
    speed = parts["speed_layer"] + parts["shuffle_disks"] * measured.speed_core_seconds / both
    requests = standing["requests_of_class_a"] + standing["requests_of_class_b"]
    return max(speed * millions, machines) + (parts["total"] - speed) * millions + requests


def saturation(lines: float, measured: Measured, setting: Setting, limits: Limits) -> list[dict]:
    """Each resource: what is needed for so many lines a day, what there is, and their ratio; the fullest first."""
    a_second = lines / DAY
    # A micro-batch takes its fixed part and its lines' share of the cores; the longest that keeps up is the shortest
    # interval in which all is done.
    cores_busy = a_second / MILLION * measured.speed_core_seconds
    spare = 1 - cores_busy / limits.stream_cores
    interval = max(setting.trigger_seconds, limits.fixed_seconds / spare) if spare > 0 else setting.trigger_seconds
    rows = [
        ("cores of one stream", cores_busy, limits.stream_cores, "--max-executors of the stream; then one stream a topic"),
        (
            "lines of one micro-batch",
            a_second * interval,
            limits.lines_of_micro_batch,
            "--max-lines and a shorter --trigger; then more streams, each with its checkpoint",
        ),
        (
            "cores of the nightly batch",
            lines / MILLION * measured.batch_core_seconds / (limits.night_hours * 3600),
            limits.batch_cores,
            "--max-executors of the batch",
        ),
        (
            "writes to the bucket a second",
            measured.class_a_of_micro_batch / interval,
            limits.writes_a_second,
            "a longer --trigger",
        ),
    ]
    found = [
        {"resource": name, "needed": needed, "available": there, "full": needed / there, "remedy": remedy}
        for name, needed, there, remedy in rows
    ]
    return sorted(found, key=lambda row: -row["full"])


def arguments(given=None):
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--prices", type=prices_of, required=True, help="a file as dataproc/prices.json is one")
    of = parser.add_argument_group("measured, a million lines unless it says otherwise")
    of.add_argument("--speed-core-seconds", type=positive, default=33 / 2)
    of.add_argument("--batch-core-seconds", type=positive, default=23 / 2)
    of.add_argument("--raw-bytes", type=positive, default=206, help="of a line, as it comes")
    of.add_argument("--archive-bytes", type=positive, default=46, help="of a line")
    of.add_argument("--table-bytes", type=positive, default=320, help="of a line")
    of.add_argument("--bigquery-bytes", type=positive, default=600, help="of a line")
    of.add_argument("--class-a-of-micro-batch", type=positive, default=60, help="requests of a micro-batch")
    of.add_argument("--class-b-of-micro-batch", type=positive, default=106, help="requests of a micro-batch")
    how = parser.add_argument_group("how it runs")
    how.add_argument("--trigger-seconds", type=positive, default=10)
    how.add_argument("--dcu-per-core", type=positive, default=1.0)
    how.add_argument("--disk-gib-per-core", type=positive, default=100)
    how.add_argument("--utilisation", type=positive, default=0.5)
    how.add_argument("--kept-days", type=positive, default=365)
    how.add_argument("--topic-days", type=no_less_than_nothing, default=0, help="of the topic's retention, if it has one")
    how.add_argument("--bigquery-reads", type=no_less_than_nothing, default=3, help="of each line, in its life")
    how.add_argument("--least-cores", type=positive, default=12, help="of a stream, paid day and night")
    limit = parser.add_argument_group("limits of a projection")
    limit.add_argument("--terabytes-a-day", type=positive)
    limit.add_argument("--fixed-seconds", type=positive, default=2)
    limit.add_argument("--lines-of-micro-batch", type=positive, default=20 * MILLION)
    limit.add_argument("--stream-cores", type=positive, default=64)
    limit.add_argument("--night-hours", type=positive, default=4)
    limit.add_argument("--batch-cores", type=positive, default=256)
    limit.add_argument("--writes-a-second", type=positive, default=1000)
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    return parser.parse_args(given)


def positive(text: str) -> float:
    number = float(text)
    if not 0 < number < math.inf:
        raise argparse.ArgumentTypeError(f"Invalid number: {text}, must be above 0")
    return number


def no_less_than_nothing(text: str) -> float:
    number = float(text)
    if not 0 <= number < math.inf:
        raise argparse.ArgumentTypeError(f"Invalid number: {text}, must be 0 or more")
    return number


def prices_of(name: str) -> Prices:
    wanted = [field.name for field in dataclasses.fields(Prices)]
    try:
        given = json.loads(pathlib.Path(name).read_text())
    except (OSError, ValueError) as why:
        raise argparse.ArgumentTypeError(f"Cannot read prices {name}: {why}; dataproc/prices.json is an example") from why
    if not isinstance(given, dict) or sorted(given) != sorted(wanted):
        raise argparse.ArgumentTypeError(f"Invalid prices: {name}, must have {', '.join(wanted)} and no others")
    for price, value in given.items():
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < math.inf:
            raise argparse.ArgumentTypeError(f"Invalid {price}: {value}, must be a number, 0 for what is not used")
    return Prices(**given)


def of(kind, given):
    return kind(**{field.name: getattr(given, field.name) for field in dataclasses.fields(kind)})


def main(words=None) -> None:
    given = arguments(words)
    measured, setting, limits = (of(kind, given) for kind in (Measured, Setting, Limits))
    parts = cost(measured, given.prices, setting)
    standing = standing_cost(measured, given.prices, setting)
    answer = {"a_million_lines": parts, "a_day": standing}
    if given.terabytes_a_day:
        lines = given.terabytes_a_day * 1e12 / measured.raw_bytes
        answer["projection"] = {
            "lines": lines,
            "cost_a_day": projected(lines, parts, standing, measured),
            "parts_a_day": {name: value * lines / MILLION for name, value in parts.items() if name != "total"},
            "saturation": saturation(lines, measured, setting, limits),
        }
    print(json.dumps(answer) if given.json else "\n".join(page(answer, given.terabytes_a_day)))


def page(answer: dict, terabytes):
    """The lines to print."""
    for what in ("a_million_lines", "a_day"):
        for name, value in answer[what].items():
            yield f"{name.replace('_', ' '):<32}{value:>12.5f} {what.replace('_', ' ')}"
    if "projection" not in answer:
        return
    projection = answer["projection"]
    yield ""
    yield f"{terabytes:g} TB a day: {projection['lines'] / 1e9:.1f} billion lines, {projection['cost_a_day']:.2f} a day"
    for name, value in projection["parts_a_day"].items():
        if value:
            yield f"{value:>12.2f}  {name.replace('_', ' ')}"
    for row in projection["saturation"]:
        needs = f"{row['needed']:,.1f} of {row['available']:,.0f}"
        yield f"{row['full']:>12.1%}  {row['resource']:<30}{needs:>26}: {row['remedy']}"


if __name__ == "__main__":
    main()
