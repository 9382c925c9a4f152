"""Weir's nightly work: archive complete? → stage → gate → publish → clean-up → report.

For Airflow 3.2 or newer, which has CronDataIntervalTimetable, and so for Managed Service for Apache Airflow (once "Composer")
with an image composer-3-airflow-3.2 or newer.

Each run stands for one event day, in UTC. The newest run recomputes every day that changed since its last publication;
one that catches up, or is run again for a day of the past, recomputes its own day only, so a week's catch-up is seven
small pieces of work and not one week seven times. Doing it twice does it once: the ledger sees to that.

`stage` recomputes and compares, and shows nothing to anybody; `publish_gate` looks at what it found; `publish` makes all
days visible by one ledger entry. Whatever fails before, the answers are as they were. A rule of your own, such as how
many cells a night may correct, belongs into `refusals`; a publication that is made cannot be unmade here.

Settings come from the environment (dataproc/terraform sets it) and one Airflow variable, so that an upgrade needs no
change of this file: WEIR_PROJECT, WEIR_REGION, WEIR_BUCKET, WEIR_WAREHOUSE, WEIR_SERVICE_ACCOUNT, WEIR_SUBNET (may be
absent), and the variable weir_batch_jars, the list that `submit.sh batch --print-jars` prints.
"""

from __future__ import annotations

import hashlib
import json
import os

import pendulum
from airflow.providers.google.cloud.hooks.gcs import GCSHook
from airflow.providers.google.cloud.operators.dataproc import DataprocCreateBatchOperator
from airflow.sdk import DAG, CronDataIntervalTimetable, Variable, task
from airflow.sdk.exceptions import AirflowFailException

REGION = os.environ.get("WEIR_REGION", "europe-west3")
PROJECT = os.environ.get("WEIR_PROJECT", "")
BUCKET = os.environ.get("WEIR_BUCKET", "")
WAREHOUSE = os.environ.get("WEIR_WAREHOUSE", "")
KEEP_DAYS = 14
POLL_SECONDS = int(os.environ.get("WEIR_POLL_SECONDS", "30"))
# As submit.sh has them; a test holds the two against each other.
VERSION = "2.3"
PROPERTIES = {
    "spark.driver.defaultJavaOptions": "-Duser.timezone=UTC",
    "spark.executor.defaultJavaOptions": "-Duser.timezone=UTC",
    "spark.dynamicAllocation.maxExecutors": "64",
}


def is_newest(data_interval_end) -> bool:
    """Whether no later run is due yet."""
    return pendulum.now("UTC") < data_interval_end.add(days=1)


def short(run_id: str) -> str:
    """What tells a run from others of its day in the name of a batch, which takes no colons."""
    return hashlib.sha256(run_id.encode()).hexdigest()[:8]


def refusals(staged: dict) -> list[str]:
    """Why what was staged must not be published; none if it may. `weir batch --publish` asks for no less."""
    found = []
    for segment in staged["publication"]["segments"]:
        tally, day = segment["tally"], segment["day"]
        total = tally["accepted"] + tally["duplicates"] + tally["rejected"]
        if segment["received"] != total:
            found.append(f"{day}: {segment['received']} records received, but {total} accounted for")
        for drift in segment["drift"]:
            if drift["unexplained"]:
                found.append(f"{day} {drift['rollup']}: {drift['unexplained']} differences without explanation")
    return found


def submit(task_id: str, job: str, main_class: str, jar_uris, options, hours: int) -> DataprocCreateBatchOperator:
    """A Serverless batch. Each try has a name of its own: under an old one Dataproc would answer with the old failure."""
    execution = {"service_account": os.environ.get("WEIR_SERVICE_ACCOUNT", ""), "ttl": {"seconds": hours * 3600}}
    if os.environ.get("WEIR_SUBNET"):
        execution["subnetwork_uri"] = os.environ["WEIR_SUBNET"]
    return DataprocCreateBatchOperator(
        task_id=task_id,
        project_id=PROJECT,
        region=REGION,
        batch_id=f"weir-{task_id}-{{{{ data_interval_start | ds_nodash }}}}-{{{{ run_id | short }}}}-{{{{ ti.try_number }}}}",
        batch={
            "spark_batch": {
                "main_class": main_class,
                "jar_file_uris": jar_uris,
                "args": options,
            },
            "runtime_config": {"version": VERSION, "properties": PROPERTIES},
            "environment_config": {"execution_config": {**execution, "staging_bucket": BUCKET}},
            "labels": {"app": "weir", "job": job},
        },
        deferrable=True,
        polling_interval_seconds=POLL_SECONDS,
        # A refusal (exit code 3) is one again; but machines that could not be had, may be had later.
        retries=1,
        retry_delay=pendulum.duration(minutes=10),
    )


with DAG(
    dag_id="weir_nightly",
    description="Recompute, compare and publish; then clean up.",
    schedule=CronDataIntervalTimetable("10 1 * * *", timezone="UTC"),
    start_date=pendulum.datetime(2026, 11, 1, tz="UTC"),
    catchup=True,
    # Two batches that share a day would race, and the ledger refuse the second.
    max_active_runs=1,
    user_defined_filters={"short": short},
    tags=["weir"],
) as dag:

    @task.sensor(poke_interval=300, timeout=6 * 3600, mode="reschedule")
    def archive_complete(data_interval_end=None):
        """Whether the stream admitted anything after the day's end; then all before it has been landed."""
        bucket, _, folder = WAREHOUSE.removeprefix("gs://").partition("/")
        later = GCSHook().list_by_timespan(
            bucket_name=bucket,
            prefix=f"{folder}/ledger/",
            timespan_start=data_interval_end.start_of("day"),
            timespan_end=pendulum.now("UTC").add(days=1),
        )
        return bool(later)

    @task
    def jars() -> list[str]:
        """The batch job's and those that it needs; a task's value, since a template gives text."""
        return Variable.get("weir_batch_jars", deserialize_json=True)

    @task
    def options(data_interval_end=None, run_id=None) -> list[str]:
        """Of the batch that stages."""
        day = data_interval_end.start_of("day").subtract(days=1)
        own_day = [] if is_newest(data_interval_end) else ["--day", day.to_date_string()]
        return [f"--warehouse={WAREHOUSE}", f"--stage={short(run_id)}", *own_day]

    def staged(run_id: str) -> dict:
        bucket, _, folder = WAREHOUSE.removeprefix("gs://").partition("/")
        return json.loads(GCSHook().download(bucket_name=bucket, object_name=f"{folder}/staged/{short(run_id)}.json"))

    @task
    def publish_gate(run_id=None):
        """Whether the differences of all days are explained and their books balance. Days with lost files are not in it."""
        found = refusals(staged(run_id))
        if found:
            raise AirflowFailException("Cannot publish: " + "; ".join(found) + ". Look at the days with `weir verify`")

    # Skips the clean-up only, not the report.
    @task.short_circuit(ignore_downstream_trigger_rules=False)
    def newest(data_interval_end=None) -> bool:
        """Whether to clean up: once after a catch-up, not for each of its days."""
        return is_newest(data_interval_end)

    @task(trigger_rule="none_failed")
    def report(run_id=None) -> dict[str, dict[str, int]]:
        """What the night found, by day, for whoever reads the run: its value, and a line of the log for each day."""
        days = {}
        for segment in staged(run_id)["publication"]["segments"]:
            drift = segment["drift"]
            days[segment["day"]] = {
                **segment["tally"],
                "corrected": sum(rollup["differing"] for rollup in drift),
                "late": max((rollup["late"] for rollup in drift), default=0),
            }
            print(f"{segment['day']}: {days[segment['day']]}")
        return days

    @task(trigger_rule="one_failed")
    def alert(data_interval_end=None):
        """Fails, because Airflow judges a run by its last task alone; dataproc/monitoring alerts on failed runs."""
        raise AirflowFailException(
            f"Cannot publish what changed up to {data_interval_end.to_date_string()}: a task of this run failed. Unless"
            " it was publish (exit code 4, a lost archive file: the other days were published) or what follows it, the"
            " answers are as before"
        )

    complete = archive_complete()
    uris = jars()
    stage = submit("stage", "batch", "dev.weir.batch.BatchCommand", uris, options(), hours=12)
    gate = publish_gate()
    publish = submit(
        "publish",
        "batch",
        "dev.weir.batch.BatchCommand",
        uris,
        [f"--warehouse={WAREHOUSE}", "--publish={{ run_id | short }}"],
        hours=1,
    )
    clean = submit(
        "clean",
        "clean",
        "dev.weir.batch.CleanCommand",
        uris,
        [f"--warehouse={WAREHOUSE}", f"--keep-days={KEEP_DAYS}"],
        hours=6,
    )
    told = report()
    complete >> stage >> gate >> publish >> newest() >> clean
    [publish, clean] >> told
    [complete, stage, gate, publish, clean, told] >> alert()
