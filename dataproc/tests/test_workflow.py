"""The workflow template says what submit.sh says, and its head says how to import it."""

import os
import pathlib
import re
import shlex
import subprocess
import sys

import pytest
import yaml

DATAPROC = pathlib.Path(__file__).resolve().parents[1]
TEXT = (DATAPROC / "workflow.yaml").read_text()
TEMPLATE = yaml.safe_load(TEXT)
PLACE = ["--region", "r", "--bucket", "b", "--warehouse", "@WAREHOUSE@", "--jar", "gs://b/weir.jar", "--cluster", "c"]


@pytest.mark.parametrize("job", TEMPLATE["jobs"], ids=lambda job: job["stepId"])
def test_a_step_is_what_would_be_submitted(job):
    place = [word.replace("@WAREHOUSE@", "gs://b/w") for word in PLACE]
    command = [str(DATAPROC / "submit.sh"), job["stepId"], "--dry-run", *place]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    words = shlex.split(done.stdout.splitlines()[-1])
    assert f"--class={job['sparkJob']['mainClass']}" in words
    given = next(word for word in words if word.startswith("--properties=^;^"))[len("--properties=^;^") :]
    assert dict(pair.split("=", 1) for pair in given.split(";")) == job["sparkJob"]["properties"]
    assert job["sparkJob"]["args"][0] == "--warehouse=@WAREHOUSE@"
    assert job["sparkJob"]["jarFileUris"] == "@JARS@"


def test_the_clean_up_waits_for_a_batch_that_ended_well():
    assert [(job["stepId"], job.get("prerequisiteStepIds")) for job in TEMPLATE["jobs"]] == [
        ("batch", None),
        ("clean", ["batch"]),
    ]


def test_the_commands_of_its_head_fill_all_of_it_in(tmp_path):
    """Run as they stand there, with a gcloud that keeps what it is told to import, and a jar that another build made."""
    head = TEXT[: TEXT.index("\nid:")]
    commands = re.search(r"(?s)#   (jars=.*?)\n#\n", head).group(1).replace("\n#", "\n")
    commands = commands.replace("submit.sh batch", "submit.sh batch --jar gs://b/w.jar")
    gcloud = tmp_path / "gcloud"
    gcloud.write_text(
        f"#!{sys.executable}\nimport sys\n"
        "if 'import' in sys.argv:\n    print('imported')\n    print(sys.stdin.read())\n"
        "elif '--no-clobber' not in sys.argv:\n    print(' '.join(sys.argv[1:]))\n"
    )
    gcloud.chmod(0o755)
    places = {"BUCKET": "b", "WAREHOUSE": "gs://b/w", "SUBNET": "s", "PROJECT": "p", "REGION": "r"}
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", **{f"WEIR_{k}": v for k, v in places.items()}}
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", commands], cwd=DATAPROC.parent, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    copied, imported = done.stdout.split("imported\n")
    assert copied == "storage cp dataproc/jdk17.sh gs://b/jdk17.sh\n"
    template = yaml.safe_load(imported)
    assert "@" not in re.sub(r"(?m)^\s*#.*", "", imported).replace("weir-batch@p.iam", "")
    config = template["placement"]["managedCluster"]["config"]
    assert config["gceClusterConfig"]["subnetworkUri"] == "s"
    assert config["initializationActions"] == [{"executableFile": "gs://b/jdk17.sh"}]
    built = ["cloud-storage"] if list(DATAPROC.parent.glob("cloud-storage/target/*-with-dependencies.jar")) else []
    for job in template["jobs"]:
        names = [re.split(r"-\d", uri.split("/")[-1])[0] for uri in job["sparkJob"]["jarFileUris"]]
        assert names == ["w.jar", "delta-spark_2.12", "delta-storage"] + built


def test_the_images_own_bigquery_connector_is_the_tested_one():
    pinned = re.search("<bigquery-connector.version>(.*)</", (DATAPROC.parent / "pom.xml").read_text()).group(1)
    config = TEMPLATE["placement"]["managedCluster"]["config"]
    assert config["gceClusterConfig"]["metadata"]["SPARK_BQ_CONNECTOR_VERSION"] == pinned


def test_drivers_and_executors_start_by_the_jdk_that_the_initialisation_action_leaves():
    home = re.search("(?m)^home=(.*)", (DATAPROC / "jdk17.sh").read_text()).group(1)
    properties = TEMPLATE["placement"]["managedCluster"]["config"]["softwareConfig"]["properties"]
    assert properties["spark-env:JAVA_HOME"] == properties["spark:spark.executorEnv.JAVA_HOME"] == home


def jdk(folder, version):
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "java").write_text("#!/bin/sh\n")
    (folder / "bin" / "java").chmod(0o755)
    (folder / "release").write_text(f'IMPLEMENTOR="Eclipse Adoptium"\nJAVA_VERSION="{version}"\n')


@pytest.mark.parametrize(
    "in_image, in_bucket, status, message",
    [
        (["11.0.24", "17.0.12"], None, 0, ""),
        (["11.0.24"], "17.0.12", 0, ""),
        (["11.0.24"], "21.0.4", 1, "jdk17: Cannot use gs://b/jdk-17.tar.gz: it is no JDK 17; put another there\n"),
        (["11.0.24"], None, 1, "jdk17: Cannot find a JDK 17: the image has none"),
    ],
)
def test_the_initialisation_action_takes_the_images_jdk_17_or_the_buckets(tmp_path, in_image, in_bucket, status, message):
    """As it is, but for the folders of a machine."""
    machine = tmp_path / "machine"
    for version in in_image:
        jdk(machine / "usr/lib/jvm" / f"temurin-{version}", version)
    tools = machine / "usr/share/google"
    tools.mkdir(parents=True)
    (machine / "opt").mkdir()
    (tools / "get_metadata_value").write_text("#!/bin/sh\n" + ("echo gs://b/jdk-17.tar.gz\n" if in_bucket else "exit 1\n"))
    if in_bucket:
        jdk(tmp_path / "jdk", in_bucket)
        subprocess.run(["tar", "-czf", tmp_path / "jdk.tar.gz", "-C", tmp_path, "jdk"], check=True)
    (tools / "gcloud").write_text(f"#!/bin/sh\nexec cat '{tmp_path}/jdk.tar.gz'\n")
    for tool in tools.iterdir():
        tool.chmod(0o755)
    script = (DATAPROC / "jdk17.sh").read_text()
    for folder in ("/opt/jdk-17", "/usr/lib/jvm", "/usr/share/google"):
        script = script.replace(folder, f"{machine}{folder}")
    environment = {**os.environ, "PATH": f"{tools}:{os.environ['PATH']}"}
    for _ in range(2):
        done = subprocess.run(["bash", "-c", script], env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == status, done.stderr
        assert message in done.stderr
    if status == 0:
        assert 'JAVA_VERSION="17.0.12"' in (machine / "opt/jdk-17/release").read_text()


def test_the_dag_is_tested_in_the_oldest_airflow_that_it_says_it_runs_in_and_in_a_newer_one():
    versions = re.search(r"for version in ([\d. ]+); do", (DATAPROC.parent / "weir").read_text()).group(1).split()
    assert len(versions) >= 2
    for version in versions:
        lock = (DATAPROC / "composer" / "tests" / f"requirements-{version}.lock").read_text()
        assert re.search(rf"(?m)^apache-airflow=={re.escape(version)}\.", lock)
    assert f"For Airflow {versions[0]} or newer" in (DATAPROC / "composer" / "weir_nightly.py").read_text()
