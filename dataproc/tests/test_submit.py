"""submit.sh, run as it is, with a gcloud on the path that writes down what it was asked for."""

import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
SUBMIT = ROOT / "dataproc" / "submit.sh"
PLACE = ["--region", "europe-west3", "--bucket", "acme-weir", "--warehouse", "gs://acme-weir/warehouse"]
GCLOUD = f"""#!{sys.executable}
import json, os, sys
with open(os.environ["RECORD"], "a") as record:
    record.write(json.dumps(sys.argv) + "\\n")
sys.exit(int(os.environ.get("GCLOUD_EXIT", "0")))
"""


@pytest.fixture
def machine(tmp_path):
    """Runs submit.sh; answers with the process and the gcloud commands that it ran."""
    (tmp_path / "bin").mkdir()
    gcloud = tmp_path / "bin" / "gcloud"
    gcloud.write_text(GCLOUD)
    gcloud.chmod(0o755)
    jar = tmp_path / "batch-job.jar"
    jar.write_bytes(b"a jar")
    record = tmp_path / "record"
    clean = {k: v for k, v in os.environ.items() if not k.startswith("WEIR_")}
    environment = {**clean, "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}", "RECORD": str(record)}

    def run(*words, shell=None, **more):
        record.write_text("")
        command = ["bash", "-c", shell] if shell else [str(SUBMIT), *words]
        done = subprocess.run(
            command, env={**environment, **more}, capture_output=True, text=True, timeout=60, check=False
        )
        return done, [["gcloud", *json.loads(line)[1:]] for line in record.read_text().splitlines()]

    run.jar = str(jar)
    return run


def properties(command):
    """Of a gcloud command."""
    given = next(word for word in command if word.startswith("--properties="))
    delimiter = re.match(r"--properties=\^(.)\^", given).group(1)
    return dict(pair.split("=", 1) for pair in given.split("^", 2)[2].split(delimiter))


def test_a_batch_on_serverless_uploads_its_jar_under_its_content_and_names_it(machine):
    done, commands = machine("batch", *PLACE, "--jar", machine.jar, "--project", "acme", "--", "--day", "2026-11-23")
    assert done.returncode == 0, done.stderr
    upload, submit = commands
    assert upload[:5] == ["gcloud", "storage", "cp", "--no-clobber", "--project=acme"]
    assert re.fullmatch(r"gs://acme-weir/jars/batch-job-[0-9a-f]{16}\.jar", upload[-1])
    assert submit[:5] == ["gcloud", "dataproc", "batches", "submit", "spark"]
    assert f"--jars={upload[-1]}" in submit
    assert {"--class=dev.weir.batch.BatchCommand", "--version=1.2", "--ttl=12h", "--region=europe-west3"} < set(submit)
    assert submit[submit.index("--") :] == ["--", "--warehouse=gs://acme-weir/warehouse", "--day", "2026-11-23"]
    assert "--async" not in submit


@pytest.mark.parametrize("version, scala", [("1.2", "2.12"), ("2.2", "2.13"), ("2.3", "2.13")])
def test_delta_comes_for_the_scala_version_of_the_runtime(machine, version, scala):
    done, commands = machine("batch", *PLACE, "--jar", "gs://b/weir.jar", "--version", version)
    assert done.returncode == 0, done.stderr
    delta = re.search(r"<delta.version>(.*)</delta.version>", (ROOT / "pom.xml").read_text()).group(1)
    assert properties(commands[0])["spark.jars.packages"] == f"io.delta:delta-spark_{scala}:{delta}"


def test_a_stream_on_a_cluster_is_restarted_and_not_waited_for(machine):
    words = ["--cluster", "weir", "--jar", "gs://b/weir.jar", "--label", "team=web", "--property", "spark.executor.cores=4"]
    done, commands = machine("stream", *PLACE, *words, "--", "--dir", "gs://logs/a b")
    assert done.returncode == 0, done.stderr
    (submit,) = commands
    assert submit[:5] == ["gcloud", "dataproc", "jobs", "submit", "spark"]
    assert {"--cluster=weir", "--max-failures-per-hour=5", "--max-failures-total=120", "--async"} < set(submit)
    assert "--labels=app=weir,job=stream,team=web" in submit
    assert properties(submit)["spark.executor.cores"] == "4"
    assert submit[-2:] == ["--dir", "gs://logs/a b"]
    assert not any(word.startswith(("--version", "--ttl")) for word in submit)


def test_bigquery_brings_its_connector(machine):
    done, commands = machine("batch", *PLACE, "--jar", "gs://b/weir.jar", "--", "--bigquery", "acme.weir")
    assert done.returncode == 0, done.stderr
    packages = properties(commands[0])["spark.jars.packages"].split(",")
    assert [package.split(":")[1] for package in packages] == ["delta-spark_2.12", "spark-3.5-bigquery"]


def test_kafka_brings_its_connector_and_settings_by_file(machine):
    words = ["--jar", "gs://b/weir.jar", "--files", "gs://b/secret/kafka.properties", "--packages", "a.b:c:1"]
    options = ["--source", "kafka", "--bootstrap", "h:1", "--topic", "t", "--kafka-config", "kafka.properties"]
    done, commands = machine("stream", *PLACE, *words, "--", *options)
    assert done.returncode == 0, done.stderr
    packages = properties(commands[0])["spark.jars.packages"].split(",")
    assert [package.split(":")[1] for package in packages] == ["delta-spark_2.12", "spark-sql-kafka-0-10_2.12", "c"]
    assert "--files=gs://b/secret/kafka.properties" in commands[0]
    assert "--ttl=14d" in commands[0]


@pytest.mark.parametrize("words", [["--source", "pubsub"], ["--source=pubsub"]])
def test_pubsub_brings_its_source_with_the_client(machine, words):
    done, commands = machine("stream", *PLACE, "--jar", "gs://b/weir.jar", "--", *words, "--subscription", "s")
    if "is not built" in done.stderr:
        pytest.skip("the jars are made by `./weir --help`")
    assert done.returncode == 0, done.stderr
    upload, submit = commands
    assert re.fullmatch(r"gs://acme-weir/jars/pubsub-source-.*-with-dependencies-[0-9a-f]{16}\.jar", upload[-1])
    assert f"--jars=gs://b/weir.jar,{upload[-1]}" in submit


def test_a_login_at_managed_kafka_brings_googles_library(machine):
    options = ["--source", "kafka", "--bootstrap", "h:1", "--topic", "t", "--google-login"]
    done, commands = machine("stream", *PLACE, "--jar", "gs://b/weir.jar", "--", *options)
    if "is not built" in done.stderr:
        pytest.skip("the jars are made by `./weir --help`")
    assert done.returncode == 0, done.stderr
    upload, submit = commands
    assert re.fullmatch(r"gs://acme-weir/jars/kafka-auth-.*-with-dependencies-[0-9a-f]{16}\.jar", upload[-1])
    assert f"--jars=gs://b/weir.jar,{upload[-1]}" in submit


def test_pubsubs_source_may_be_named(machine):
    jars = "gs://b/pubsub-source-1.jar,gs://b/other.jar"
    _, commands = machine("stream", *PLACE, "--jar", "gs://b/weir.jar", "--jars", jars, "--", "--source", "pubsub")
    (submit,) = commands
    assert f"--jars=gs://b/weir.jar,{jars}" in submit


LITE = ["stream", *PLACE, "--jar", "gs://b/weir.jar"]
LITES_CONNECTOR = "gs://b/pubsublite-spark-sql-streaming-1.0.0-with-dependencies.jar"


@pytest.mark.parametrize("words", [["--source", "pubsublite"], ["--source=pubsublite"]])
@pytest.mark.parametrize(
    "options, told",
    [
        ([], "does not come with Weir; download https://repo1.maven.org/maven2/com/google/cloud/pubsublite-spark-sql-"),
        (["--jars", LITES_CONNECTOR, "--version", "2.3"], "is for Scala 2.12; use --version 1.2"),
    ],
)
def test_pubsub_lite_needs_googles_connector(machine, words, options, told):
    done, commands = machine(*LITE, *options, "--", *words)
    assert (done.returncode, commands) == (2, [])
    assert told in done.stderr
    assert done.stderr.count("\n") == 1


def test_pubsub_lites_connector_is_named(machine):
    _, commands = machine(*LITE, "--jars", LITES_CONNECTOR, "--", "--source", "pubsublite")
    (submit,) = commands
    assert f"--jars=gs://b/weir.jar,{LITES_CONNECTOR}" in submit


def test_another_jdk_on_a_cluster_is_used_by_driver_and_executors(machine):
    _, commands = machine("batch", *PLACE, "--cluster", "c", "--jar", "gs://b/w.jar", "--java-home", "/opt/jdk-17")
    given = properties(commands[0])
    assert given["spark.submit.deployMode"] == "cluster"
    assert given["spark.yarn.appMasterEnv.JAVA_HOME"] == given["spark.executorEnv.JAVA_HOME"] == "/opt/jdk-17"


CASES = [
    ["batch", "--project", "p"],
    ["stream", "--ttl", "2d", "--subnet", "s", "--service-account", "a@b", "--tags", "x,y", "--id", "weir-1", "--", "--dir", "gs://b/it's $HOME *"],
    ["stream", "--cluster", "c", "--wait", "--", "--dir", "d", "--format", '$remote_addr "$request"'],
    ["clean", "--network", "n", "--async", "--", "--keep-days=14"],
    ["import", "--version", "2.3", "--", "gs://old/*.gz"],
    ["verify", "--packages", "none", "--jars", "gs://b/delta.jar", "--", "--day", "2026-11-01"],
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_a_dry_run_prints_exactly_what_would_be_run(machine, case):
    words = [case[0], *PLACE, "--jar", machine.jar, *case[1:]]
    _, really = machine(*words)
    assert len(really) == 2
    dry, nothing = machine(words[0], "--dry-run", *words[1:])
    assert dry.returncode == 0, dry.stderr
    assert nothing == []
    _, pasted = machine(shell=dry.stdout)
    assert pasted == really
    assert [shlex.split(line) for line in dry.stdout.splitlines()] == really


WRONG = [
    (["batch", "--bucket", "b", "--warehouse", "gs://b/w"], "no region; add --region"),
    (["batch", "--region", "r", "--warehouse", "gs://b/w"], "no bucket for its jar; add --bucket"),
    (["batch", "--region", "r", "--bucket", "b"], "no warehouse; add --warehouse gs://"),
    (["batch", "--region", "r", "--bucket", "b", "--warehouse", "/tmp/w"], "must be a gs:// path"),
    (["query", *PLACE], "Invalid job: query, must be stream, import"),
    (["batch", *PLACE, "--version", "3.0"], "Invalid --version: 3.0, must be 1.2, 2.2 or 2.3"),
    (["batch", *PLACE, "--ttl", "15d"], "must be 10m to 14d"),
    (["batch", *PLACE, "--ttl", "soon"], "Invalid --ttl: soon"),
    (["batch", *PLACE, "--cluster", "c", "--ttl", "1h"], "Cannot use --ttl with --cluster"),
    (["batch", *PLACE, "--max-failures-per-hour", "3"], "without --cluster: Serverless has no such setting"),
    (["stream", *PLACE, "--cluster", "c", "--max-failures-per-hour", "11"], "must be 0 to 10"),
    (["batch", *PLACE, "--network", "n", "--subnet", "s"], "leave one out"),
    (["batch", *PLACE, "--label", "Team=Web"], "Invalid --label: Team=Web"),
    (["batch", *PLACE, "--property", "spark.x"], "must be KEY=VALUE"),
    (["batch", *PLACE, "--jar", "/no/such.jar"], "Cannot upload /no/such.jar: no such file"),
    (["batch", *PLACE, "--day", "2026-11-23"], "no such option; those of weir batch come after --"),
    (["batch", *PLACE, "2026-11-23"], "those of weir batch come after --"),
    (["batch", *PLACE, "--ttl"], "its value is missing"),
    (["batch", *PLACE, "--packages", "none"], "leaves out Delta; name its jars by --jars"),
    (["batch", *PLACE, "--", "--warehouse", "gs://b/v"], "it is said once"),
]


@pytest.mark.parametrize("words, message", WRONG, ids=[message for _, message in WRONG])
def test_what_is_missing_or_wrong_is_named_with_its_remedy(machine, words, message):
    if "--jar" not in words:
        words = [words[0], "--jar", "gs://b/weir.jar", *words[1:]]
    done, commands = machine(*words)
    assert done.returncode == 2
    assert done.stderr.startswith("submit: ")
    assert message in done.stderr
    assert commands == []


@pytest.mark.parametrize(
    "words",
    [
        ["--", "--source", "kafka", "--kafka-option", "sasl.jaas.config=… password='hunter2'"],
        ["--property", "spark.hadoop.fs.gs.auth.client.secret=hunter2"],
        ["--", "--kafka-option=ssl.key.password=hunter2"],
    ],
)
def test_secrets_are_kept_off_the_command_line_and_out_of_the_message(machine, words):
    done, commands = machine("stream", *PLACE, "--jar", "gs://b/weir.jar", *words)
    assert done.returncode == 2
    assert "no place for a secret; put it into a file, name that by --files" in done.stderr
    assert "hunter2" not in done.stderr + done.stdout
    assert commands == []


def test_a_failure_of_gcloud_is_the_scripts(machine):
    done, commands = machine("batch", *PLACE, "--jar", machine.jar, GCLOUD_EXIT="7")
    assert done.returncode == 7
    assert len(commands) == 1, "what cannot be uploaded is not submitted"


def test_without_gcloud_it_says_so(tmp_path, machine):
    for tool in ("bash", "env", "cat", "sed", "dirname", "basename", "sha256sum"):
        (tmp_path / tool).symlink_to(shutil.which(tool))
    done, _ = machine("batch", *PLACE, "--jar", "gs://b/weir.jar", PATH=str(tmp_path))
    assert done.returncode == 2
    assert "gcloud is missing; install the Google Cloud CLI, or add --dry-run" in done.stderr


def test_places_come_from_the_environment_too(machine):
    places = {"WEIR_REGION": "r", "WEIR_BUCKET": "b", "WEIR_WAREHOUSE": "gs://b/w", "WEIR_PROJECT": "p"}
    done, commands = machine("batch", "--jar", "gs://b/weir.jar", **places)
    assert done.returncode == 0, done.stderr
    assert {"--region=r", "--deps-bucket=gs://b", "--project=p", "--warehouse=gs://b/w"} < set(commands[0])


def test_help_names_every_option_that_the_script_reads(machine):
    done, _ = machine("--help")
    assert done.returncode == 0
    read = set(re.findall(r"^    (--[a-z-]+)\)", SUBMIT.read_text(), re.MULTILINE))
    assert len(read) > 15
    assert read - set(re.findall(r"--[a-z-]+", done.stdout)) == set()


def test_shellcheck_has_no_complaint():
    if not shutil.which("shellcheck"):
        pytest.skip("shellcheck is not installed (Debian: apt-get install shellcheck)")
    done = subprocess.run(["shellcheck", str(SUBMIT)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_flag_is_one_of_the_installed_gcloud(machine):
    gcloud = shutil.which("gcloud")
    if not gcloud:
        pytest.skip("gcloud is not installed: its flags cannot be compared")
    used = {}
    for job, *words in (CASES[1], CASES[2]):
        _, commands = machine(job, *PLACE, "--jar", machine.jar, "--files", "f", "--project", "p", *words)
        for command in commands:
            verb = tuple(command[1:5] if command[1] == "dataproc" else command[1:3])
            own = [word for word in command if word.startswith("-")]
            flags = own[: own.index("--")] if "--" in own else own
            used.setdefault(verb, set()).update(flag.split("=")[0] for flag in flags)
    assert sorted(verb[1] for verb in used) == ["batches", "cp", "jobs"]
    for verb, flags in used.items():
        asked = subprocess.run([gcloud, *verb, "--help"], capture_output=True, text=True, check=False, timeout=120)
        known = set(re.findall(r"--[a-z-]+", re.sub(r"\x1b\[[0-9;]*m", "", asked.stdout)))
        assert len(flags) >= 2
        assert flags - known == set(), verb


@pytest.mark.parametrize(
    "module, name",
    [
        ("streaming-job", "dev.weir.streaming.StreamCommand"),
        ("streaming-job", "dev.weir.streaming.ImportCommand"),
        ("batch-job", "dev.weir.batch.BatchCommand"),
        ("batch-job", "dev.weir.batch.CleanCommand"),
        ("batch-job", "dev.weir.batch.VerifyCommand"),
    ],
)
def test_each_class_that_is_submitted_starts_from_the_jar_that_is_submitted(module, name):
    assert f"echo {name} ;;" in SUBMIT.read_text()
    jars = list((ROOT / module / "target").glob("*-dataproc.jar"))
    classpath = ROOT / "launcher" / "target" / "dependencies.classpath"
    if len(jars) != 1 or not classpath.exists():
        pytest.skip("not built: run ./weir test, or ./weir --help once")
    spark = [jar for jar in classpath.read_text().strip().split(":") if jar.endswith(".jar") and "/dev/weir/" not in jar]
    java = pathlib.Path(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"
    command = [str(java), "-XX:TieredStopAtLevel=1", "-cp", ":".join([str(jars[0]), *spark]), name, "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "--warehouse=DIR" in done.stdout
