#!/usr/bin/env python3
"""What a million lines cost, layer by layer, from measured core-seconds and the list prices that you give.

    dataproc/cost.py --dcu-hour 0.06 --storage-gib-month 0.02 --class-a-1000 0.005
    dataproc/cost.py … --terabytes-a-day 10        # and what saturates first

Prices differ by region and by year, so none is built in: look them up (docs/cost.md says where). Core-seconds are those
of `./weir bench` on two cores; give your own where you have measured.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import math

MILLION = 1_000_000
DAY = 86_400
GIB = 1 << 30


@dataclasses.dataclass(frozen=True)
class Measured:
    """Of one million lines, or of one line."""

    speed_core_seconds: float
    batch_core_seconds: float
    raw_bytes: float
    archive_bytes: float
    table_bytes: float


@dataclasses.dataclass(frozen=True)
class Prices:
    """As lists give them; their currency is that of the answer."""

    dcu_hour: float
    storage_gib_month: float
    class_a_1000: float


@dataclasses.dataclass(frozen=True)
class Setting:
    """How it runs."""

    trigger_seconds: float
    # A core of Serverless is 0.6 DCU and each 4 GiB of its memory are 0.4.
    dcu_per_core: float
    # Share of the paid core-seconds in which a core has work.
    utilisation: float
    kept_days: float
    # A stream has its machines whether lines come or not: on Serverless at least a driver and two executors of 4 cores.
    least_cores: float


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
    # What a bucket takes a second before it has spread its load, and files that one micro-batch writes.
    writes_a_second: float
    files_of_micro_batch: float


def cost(measured: Measured, prices: Prices, setting: Setting) -> dict:
    """Of a million lines, by layer."""
    core_second = prices.dcu_hour * setting.dcu_per_core / 3600 / setting.utilisation
    months = setting.kept_days / 30.4375
    archive = measured.archive_bytes * MILLION / GIB * prices.storage_gib_month * months
    tables = measured.table_bytes * MILLION / GIB * prices.storage_gib_month * months
    parts = {
        "speed_layer": measured.speed_core_seconds * core_second,
        "batch_layer": measured.batch_core_seconds * core_second,
        "archive_storage": archive,
        "table_storage": tables,
    }
    return {**parts, "total": sum(parts.values())}


def standing_cost(prices: Prices, setting: Setting) -> float:
    """Of a day of the stream's smallest machines, in which no line need come."""
    return 24 * setting.least_cores * setting.dcu_per_core * prices.dcu_hour


def request_cost(prices: Prices, setting: Setting, limits: Limits) -> float:
    """Of a day's micro-batches, whatever is in them: the requests that write their files."""
    return DAY / setting.trigger_seconds * limits.files_of_micro_batch / 1000 * prices.class_a_1000


def saturation(bytes_a_day: float, measured: Measured, setting: Setting, limits: Limits) -> list[dict]:
    """Each resource: what is needed, what there is, and their ratio; the fullest first."""
    lines = bytes_a_day / measured.raw_bytes
    a_second = lines / DAY
    # A micro-batch takes its fixed part and its lines' share of the cores; the longest that keeps up is the shortest
    # interval in which all is done.
    cores_busy = a_second / MILLION * measured.speed_core_seconds
    spare = 1 - cores_busy / limits.stream_cores
    interval = max(setting.trigger_seconds, limits.fixed_seconds / spare) if spare > 0 else setting.trigger_seconds
    rows = [
        ("cores of one stream", cores_busy, limits.stream_cores, "executors of the stream; then one stream a topic"),
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
            "executors of the batch",
        ),
        (
            "writes to the bucket a second",
            limits.files_of_micro_batch / interval,
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
    price = parser.add_argument_group("list prices")
    price.add_argument("--dcu-hour", type=positive, required=True, help="of a DCU, Serverless for Apache Spark")
    price.add_argument("--storage-gib-month", type=positive, required=True, help="of a GiB in Cloud Storage")
    price.add_argument("--class-a-1000", type=positive, required=True, help="of 1,000 operations of class A")
    of = parser.add_argument_group("measured, a million lines unless it says otherwise")
    of.add_argument("--speed-core-seconds", type=positive, default=33 / 2)
    of.add_argument("--batch-core-seconds", type=positive, default=23 / 2)
    of.add_argument("--raw-bytes", type=positive, default=206, help="of a line, as it comes")
    of.add_argument("--archive-bytes", type=positive, default=46, help="of a line")
    of.add_argument("--table-bytes", type=positive, default=320, help="of a line")
    how = parser.add_argument_group("how it runs")
    how.add_argument("--trigger-seconds", type=positive, default=10)
    how.add_argument("--dcu-per-core", type=positive, default=1.0)
    how.add_argument("--utilisation", type=positive, default=0.5)
    how.add_argument("--kept-days", type=positive, default=365)
    how.add_argument("--least-cores", type=positive, default=12, help="of a stream, paid day and night")
    limit = parser.add_argument_group("limits of a projection")
    limit.add_argument("--terabytes-a-day", type=positive)
    limit.add_argument("--fixed-seconds", type=positive, default=2)
    limit.add_argument("--lines-of-micro-batch", type=positive, default=20 * MILLION)
    limit.add_argument("--stream-cores", type=positive, default=64)
    limit.add_argument("--night-hours", type=positive, default=4)
    limit.add_argument("--batch-cores", type=positive, default=256)
    limit.add_argument("--writes-a-second", type=positive, default=1000)
    limit.add_argument("--files-of-micro-batch", type=positive, default=40)
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    return parser.parse_args(given)


def positive(text: str) -> float:
    number = float(text)
    if not 0 < number < math.inf:
        raise argparse.ArgumentTypeError(f"Invalid number: {text}, must be above 0")
    return number


def of(kind, given):
    return kind(**{field.name: getattr(given, field.name) for field in dataclasses.fields(kind)})


def main(words=None) -> None:
    given = arguments(words)
    measured, prices, setting, limits = (of(kind, given) for kind in (Measured, Prices, Setting, Limits))
    parts = cost(measured, prices, setting)
    answer = {
        "a_million_lines": parts,
        "a_day": {
            "least_machines_of_a_stream": standing_cost(prices, setting),
            "requests_of_triggers": request_cost(prices, setting, limits),
        },
    }
    if given.terabytes_a_day:
        size = given.terabytes_a_day * 1e12
        millions = size / measured.raw_bytes / MILLION
        # The stream's smallest machines do its work, as far as they go.
        speed = max(parts["speed_layer"] * millions, answer["a_day"]["least_machines_of_a_stream"])
        others = (parts["total"] - parts["speed_layer"]) * millions + answer["a_day"]["requests_of_triggers"]
        answer["projection"] = {
            "lines": millions * MILLION,
            "cost_a_day": speed + others,
            "saturation": saturation(size, measured, setting, limits),
        }
    if given.json:
        print(json.dumps(answer))
        return
    for what, names in (("a_million_lines", parts), ("a_day", answer["a_day"])):
        for name, value in names.items():
            print(f"{name.replace('_', ' '):<32}{value:>12.5f} {what.replace('_', ' ')}")
    if "projection" in answer:
        projection = answer["projection"]
        print(f"\n{given.terabytes_a_day:g} TB a day: {projection['lines'] / 1e9:.1f} billion lines,", end=" ")
        print(f"{projection['cost_a_day']:.2f} a day")
        for row in projection["saturation"]:
            needs = f"{row['needed']:,.1f} of {row['available']:,.0f}"
            print(f"{row['full']:>8.1%}  {row['resource']:<30}{needs:>26}: {row['remedy']}")


if __name__ == "__main__":
    main()
