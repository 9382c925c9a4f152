"""The DAG in real Airflow: its operators talk to a server of ours, in Google's protocols."""

import copy
import datetime
import json
import os
import pathlib
import re
import shlex
import subprocess

import airflow
import pendulum
import pytest
import yaml
from airflow.providers.google.cloud.hooks.dataproc import DataprocHook
from airflow.utils.db import initdb
from dataproc_server import Dataproc, Storage, certificate
from google.cloud.dataproc_v1.types import WorkflowTemplate
from google.cloud.monitoring_v3.types import AlertPolicy

# The DAG is imported by the older, and run by the newer.
runs = pytest.mark.skipif(
    airflow.__version__.startswith("3.2."),
    reason="dag.test() of Airflow 3.2 does not start a task with the libraries of today: no svcs_registry in its own API",
)
DATAPROC = pathlib.Path(__file__).resolve().parents[2]
# A night long ago: its day is the 10th.
PAST = pendulum.datetime(2026, 11, 11, 2, tz="UTC")
AFTER_MIDNIGHT = "2026-11-11T00:00:07.000Z"
# As Weir wrote it; PublishGateTest has Weir read it.
STAGED = json.loads(pathlib.Path(__file__).with_name("staged.json").read_text())


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
    storage.content = json.dumps(STAGED).encode()
    yield dataproc, storage
    dataproc.close()
    storage.close()


def states(run):
    return {task.task_id: str(task.state) for task in run.get_task_instances()}


def test_it_depends_on_each_other_as_the_work_does(dag):
    assert {task.task_id: task.downstream_task_ids for task in dag.tasks} == {
        "archive_complete": {"stage", "alert"},
        "jars": {"stage", "publish", "clean"},
        "options": {"stage"},
        "stage": {"publish_gate", "alert"},
        "publish_gate": {"publish", "alert"},
        "publish": {"newest", "report", "alert"},
        "newest": {"clean"},
        "clean": {"report", "alert"},
        "report": {"alert"},
        "alert": set(),
    }
    assert dag.catchup and dag.max_active_runs == 1
    assert all(dag.get_task(job).deferrable for job in ("stage", "publish", "clean"))


@runs
def test_a_night_of_the_past_recomputes_its_own_day_and_leaves_cleaning_to_the_newest(dag, google):
    dataproc, storage = google
    run = dag.test(logical_date=PAST)
    assert str(run.state) == "success"
    stage, publish = dataproc.created
    assert re.fullmatch(
        r"projects/acme/locations/europe-west3/batches/weir-stage-20261110-[0-9a-f]{8}-\d", stage.name
    )
    night = stage.name.split("-")[-2]
    assert list(stage.spark_batch.args) == [
        "--warehouse=gs://acme-weir/warehouse",
        f"--stage={night}",
        "--day",
        "2026-11-10",
    ]
    jars = ["gs://acme-weir-staging/jars/batch-job.jar", "gs://acme-weir-staging/jars/delta-spark.jar"]
    assert list(stage.spark_batch.jar_file_uris) == list(publish.spark_batch.jar_file_uris) == jars
    assert stage.environment_config.execution_config.subnetwork_uri == "projects/acme/regions/europe-west3/subnetworks/jobs"
    assert stage.environment_config.execution_config.service_account == "weir-batch@acme.iam.gserviceaccount.com"
    assert stage.environment_config.execution_config.ttl.total_seconds() == 12 * 3600
    assert set(storage.downloaded) == {f"warehouse/staged/{night}.json"}
    assert list(publish.spark_batch.args) == ["--warehouse=gs://acme-weir/warehouse", f"--publish={night}"]
    ended = states(run)
    assert (ended["report"], ended["clean"], ended["alert"]) == ("success", "skipped", "skipped")
    assert run.get_task_instance("report").xcom_pull(task_ids="report") == {
        "2026-11-20": {"accepted": 376, "duplicates": 20, "rejected": 0, "corrected": 18, "late": 0},
        "2026-11-26": {"accepted": 0, "duplicates": 0, "rejected": 4, "corrected": 0, "late": 0},
    }


@runs
def test_the_newest_night_recomputes_all_that_changed_and_cleans_up(dag, google):
    dataproc, storage = google
    storage.objects["warehouse/ledger/00000000000000000008.json"] = pendulum.now("UTC").strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    run = dag.test(logical_date=pendulum.now("UTC"))
    assert str(run.state) == "success"
    stage, publish, clean = dataproc.created
    assert list(stage.spark_batch.args)[0] == "--warehouse=gs://acme-weir/warehouse"
    assert len(stage.spark_batch.args) == 2, "all days that changed"
    assert publish.spark_batch.main_class == "dev.weir.batch.BatchCommand"
    assert clean.spark_batch.main_class == "dev.weir.batch.CleanCommand"
    assert list(clean.spark_batch.args) == ["--warehouse=gs://acme-weir/warehouse", "--keep-days=14"]


def unexplained(segment):
    segment["drift"][0]["unexplained"] = 7


def unbalanced(segment):
    segment["received"] += 1


@runs
@pytest.mark.parametrize("flaw", [unexplained, unbalanced])
def test_the_gate_keeps_back_what_is_not_explained_or_does_not_balance(dag, google, flaw):
    dataproc, storage = google
    staged = copy.deepcopy(STAGED)
    flaw(staged["publication"]["segments"][0])
    storage.content = json.dumps(staged).encode()
    run = dag.test(logical_date=PAST.add(hours=2))
    assert str(run.state) == "failed"
    assert [batch.name.split("/")[-1].split("-")[1] for batch in dataproc.created] == ["stage"]
    ended = states(run)
    assert (ended["publish_gate"], ended["publish"], ended["alert"]) == ("failed", "upstream_failed", "failed")


@pytest.mark.parametrize(
    ("flaw", "refusal"),
    [
        (unexplained, "2026-11-20 clients: 7 differences without explanation"),
        (unbalanced, "2026-11-20: 397 records received, but 396 accounted for"),
    ],
)
def test_a_refusal_names_day_and_reason(dag, flaw, refusal):
    import weir_nightly

    assert weir_nightly.refusals(STAGED) == []
    staged = copy.deepcopy(STAGED)
    flaw(staged["publication"]["segments"][0])
    assert weir_nightly.refusals(staged) == [refusal]


@runs
@pytest.mark.parametrize("job", ["stage", "publish"])
def test_a_batch_that_fails_ends_the_night_with_an_alert_and_without_a_clean_up(dag, google, monkeypatch, job):
    dataproc, _ = google
    monkeypatch.setattr(dag.get_task(job), "retry_delay", datetime.timedelta(0))
    dataproc.ends[job] = "FAILED"
    run = dag.test(logical_date=PAST.add(hours=1))
    assert str(run.state) == "failed"
    tries = [batch.name for batch in dataproc.created if f"/weir-{job}-" in batch.name]
    assert len(tries) == len(set(tries)) == 2, "each try has a name of its own"
    assert not any("/weir-clean-" in batch.name for batch in dataproc.created)
    ended = states(run)
    assert (ended[job], ended["clean"], ended["alert"]) == ("failed", "upstream_failed", "failed")


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
    for task, job in {"stage": "batch", "publish": "batch", "clean": "clean"}.items():
        batch = dag.get_task(task).batch
        words = dry_run(job)
        assert f"--class={batch['spark_batch']['main_class']}" in words
        assert f"--version={batch['runtime_config']['version']}" in words
        properties = batch["runtime_config"]["properties"]
        assert "--properties=^;^" + ";".join(f"{k}={v}" for k, v in properties.items()) in words


def test_the_workflow_template_is_one():
    text = (DATAPROC / "workflow.yaml").read_text().replace("'@JARS@'", os.environ["AIRFLOW_VAR_WEIR_BATCH_JARS"])
    template = WorkflowTemplate.from_json(json.dumps(yaml.safe_load(text)), ignore_unknown_fields=False)
    assert [job.step_id for job in template.jobs] == ["batch", "clean"]
    assert list(template.jobs[1].prerequisite_step_ids) == ["batch"]
    assert [len(job.spark_job.jar_file_uris) for job in template.jobs] == [2, 2]
    assert template.placement.managed_cluster.config.gce_cluster_config.subnetwork_uri == "@SUBNET@"


@pytest.mark.parametrize("path", sorted(DATAPROC.glob("monitoring/alerts/*.json")), ids=lambda path: path.stem)
def test_an_alert_is_a_policy(path):
    policy = AlertPolicy.from_json(path.read_text(), ignore_unknown_fields=False)
    assert policy.conditions and all(AlertPolicy.Condition.pb(c).WhichOneof("condition") for c in policy.conditions)
