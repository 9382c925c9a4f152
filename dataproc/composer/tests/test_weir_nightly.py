"""The DAG in real Airflow: its operators talk to a server of ours, in Google's protocols."""

import datetime
import json
import os
import pathlib
import re
import shlex
import subprocess

import pendulum
import pytest
import yaml
from airflow.providers.google.cloud.hooks.dataproc import DataprocHook
from airflow.utils.db import initdb
from dataproc_server import Dataproc, Storage, certificate
from google.cloud.dataproc_v1.types import WorkflowTemplate

DATAPROC = pathlib.Path(__file__).resolve().parents[2]
# A night long ago: its day is the 10th.
PAST = pendulum.datetime(2026, 11, 11, 2, tz="UTC")
AFTER_MIDNIGHT = "2026-11-11T00:00:07.000Z"


@pytest.fixture(scope="session")
def dag():
    initdb()
    import weir_nightly

    return weir_nightly.dag


@pytest.fixture(scope="session")
def tls(tmp_path_factory):
    key, cert = certificate()
    roots = tmp_path_factory.mktemp("tls") / "roots.pem"
    roots.write_bytes(cert)
    os.environ["GRPC_DEFAULT_SSL_ROOTS_FILE_PATH"] = str(roots)
    return key, cert


@pytest.fixture
def google(tls, monkeypatch):
    """Dataproc and Cloud Storage, and clients that go there."""
    dataproc, storage = Dataproc(*tls), Storage()
    monkeypatch.setattr(DataprocHook, "_get_api_endpoint", lambda self, region=None: f"localhost:{dataproc.port}")
    monkeypatch.setenv("STORAGE_EMULATOR_HOST", f"http://127.0.0.1:{storage.port}")
    storage.objects["warehouse/ledger/00000000000000000007.json"] = AFTER_MIDNIGHT
    yield dataproc, storage
    dataproc.close()
    storage.close()


def states(run):
    return {task.task_id: str(task.state) for task in run.get_task_instances()}


def test_it_depends_on_each_other_as_the_work_does(dag):
    assert {task.task_id: task.downstream_task_ids for task in dag.tasks} == {
        "archive_complete": {"batch", "alert"},
        "options": {"batch"},
        "batch": {"newest", "alert"},
        "newest": {"clean"},
        "clean": {"alert"},
        "alert": set(),
    }
    assert dag.catchup and dag.max_active_runs == 1
    assert dag.get_task("batch").deferrable and dag.get_task("clean").deferrable


def test_a_night_of_the_past_recomputes_its_own_day_and_leaves_cleaning_to_the_newest(dag, google):
    dataproc, _ = google
    run = dag.test(logical_date=PAST)
    assert str(run.state) == "success"
    (batch,) = dataproc.created
    assert re.fullmatch(
        r"projects/acme/locations/europe-west3/batches/weir-batch-20261110-[0-9a-f]{8}-\d", batch.name
    )
    assert list(batch.spark_batch.args) == ["--warehouse=gs://acme-weir/warehouse", "--day", "2026-11-10"]
    assert list(batch.spark_batch.jar_file_uris) == ["gs://acme-weir-staging/jars/batch-job.jar"]
    assert batch.environment_config.execution_config.service_account == "weir-batch@acme.iam.gserviceaccount.com"
    assert batch.environment_config.execution_config.ttl.total_seconds() == 12 * 3600
    assert states(run)["clean"] == "skipped" and states(run)["alert"] == "skipped"


def test_the_newest_night_recomputes_all_that_changed_and_cleans_up(dag, google):
    dataproc, storage = google
    storage.objects["warehouse/ledger/00000000000000000008.json"] = pendulum.now("UTC").strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    run = dag.test(logical_date=pendulum.now("UTC"))
    assert str(run.state) == "success"
    batch, clean = dataproc.created
    assert list(batch.spark_batch.args) == ["--warehouse=gs://acme-weir/warehouse"]
    assert clean.spark_batch.main_class == "dev.weir.batch.CleanCommand"
    assert list(clean.spark_batch.args) == ["--warehouse=gs://acme-weir/warehouse", "--keep-days=14"]


def test_a_batch_that_fails_ends_the_night_with_an_alert_and_without_a_clean_up(dag, google, monkeypatch):
    dataproc, _ = google
    monkeypatch.setattr(dag.get_task("batch"), "retry_delay", datetime.timedelta(0))
    dataproc.ends["batch"] = "FAILED"
    run = dag.test(logical_date=PAST.add(hours=1))
    assert str(run.state) == "failed"
    tries = {batch.name for batch in dataproc.created}
    assert len(tries) == len(dataproc.created), "each try has a name of its own"
    assert {batch.labels["job"] for batch in dataproc.created} == {"batch"}
    ended = states(run)
    assert ended["batch"] == "failed"
    assert ended["clean"] == "upstream_failed"
    assert ended["alert"] == "failed"


def test_an_archive_without_anything_after_midnight_is_not_complete(google):
    import weir_nightly

    _, storage = google
    complete = weir_nightly.dag.get_task("archive_complete").python_callable
    end = PAST.set(hour=1, minute=10)
    assert complete(data_interval_end=end)
    storage.objects.clear()
    assert not complete(data_interval_end=end)
    storage.objects["warehouse/ledger/00000000000000000006.json"] = "2026-11-10T23:59:59.000Z"
    storage.objects["warehouse/archive/part-0.parquet"] = AFTER_MIDNIGHT
    assert not complete(data_interval_end=end), "only the ledger says what was landed"


def dry_run(job):
    """The words of the gcloud command that submit.sh would run."""
    command = [DATAPROC / "submit.sh", job, "--dry-run", "--jar", "gs://acme-weir-staging/jars/batch-job.jar"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return shlex.split(done.stdout.splitlines()[-1])


def test_it_submits_what_submit_sh_would(dag):
    for job in ("batch", "clean"):
        batch = dag.get_task(job).batch
        words = dry_run(job)
        assert f"--class={batch['spark_batch']['main_class']}" in words
        assert f"--version={batch['runtime_config']['version']}" in words
        properties = batch["runtime_config"]["properties"]
        assert "--properties=^;^" + ";".join(f"{k}={v}" for k, v in properties.items()) in words


def test_the_workflow_template_is_one():
    document = json.dumps(yaml.safe_load((DATAPROC / "workflow.yaml").read_text()))
    template = WorkflowTemplate.from_json(document, ignore_unknown_fields=False)
    assert [job.step_id for job in template.jobs] == ["batch", "clean"]
    assert list(template.jobs[1].prerequisite_step_ids) == ["batch"]
