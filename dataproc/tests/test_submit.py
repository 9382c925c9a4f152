"""submit.sh, run as it is, with a gcloud on the path that writes down what it was asked for."""

import datetime
import hashlib
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
SUBMIT = ROOT / "dataproc" / "submit.sh"
LOCK = [line.split() for line in (ROOT / "dataproc" / "jars.lock").read_text().splitlines() if line[0] != "#"]
VERSIONS = [line.split() for line in (ROOT / "dataproc" / "versions.txt").read_text().splitlines() if line[0] != "#"]
PLACE = ["--region", "europe-west3", "--bucket", "acme-weir", "--warehouse", "gs://acme-weir/warehouse"]
# Fast to start, for each test starts some.
GCLOUD = """#!/bin/sh
printf '%s\\0' "$@" >>"$RECORD"
printf '\\1' >>"$RECORD"
exit "${GCLOUD_EXIT:-0}"
"""


def lock(use, scala):
    """Where the jars of a use are in bucket b, as jars.lock has them, and their local files."""
    for used, of, coordinates, digest in LOCK:
        if used == use and of in (scala, "any"):
            _, artifact, version = coordinates.split(":")
            file = ROOT / ".weir" / "jars" / f"{artifact}-{version}.jar"
            digest = hashlib.sha256(file.read_bytes()).hexdigest() if digest == "-" else digest
            yield f"gs://b/jars/{artifact}-{version}-{digest[:16]}.jar", str(file)


@pytest.fixture(scope="module", autouse=True)
def fetched(tmp_path_factory):
    """What Maven fetches once, before a test with a limit of time asks for it."""
    if not shutil.which("mvn"):
        pytest.skip("Maven is not installed: it fetches the jars that are uploaded")
    folder = tmp_path_factory.mktemp("bin")
    (folder / "gcloud").write_text("#!/bin/sh\n")
    (folder / "gcloud").chmod(0o755)
    environment = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"}
    common = ["--bucket", "b", "--jar", "gs://b/w.jar", "--print-jars"]
    for words in (["batch", *common], ["stream", *common, "--cluster", "c", "--", "--source", "kafka"]):
        subprocess.run([str(SUBMIT), *words], env=environment, capture_output=True, check=True)


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
            command, env={**environment, **more}, capture_output=True, text=True, timeout=600, check=False
        )
        return done, [["gcloud", *words.split("\0")[:-1]] for words in record.read_text().split("\1")[:-1]]

    run.jar = str(jar)
    return run


def properties(command):
    """Of a gcloud command."""
    given = next(word for word in command if word.startswith("--properties="))
    delimiter = re.match(r"--properties=\^(.)\^", given).group(1)
    return dict(pair.split("=", 1) for pair in given.split("^", 2)[2].split(delimiter))


def jars(command):
    """Of a gcloud command."""
    return next(word for word in command if word.startswith("--jars="))[len("--jars=") :].split(",")


def test_a_batch_on_serverless_uploads_its_jar_under_its_content_and_names_it(machine):
    done, commands = machine("batch", *PLACE, "--jar", machine.jar, "--project", "acme", "--", "--day", "2026-11-23")
    assert done.returncode == 0, done.stderr
    upload, submit = commands[0], commands[-1]
    assert upload[:5] == ["gcloud", "storage", "cp", "--no-clobber", "--project=acme"]
    assert re.fullmatch(r"gs://acme-weir/jars/batch-job-[0-9a-f]{16}\.jar", upload[-1])
    assert submit[:5] == ["gcloud", "dataproc", "batches", "submit", "spark"]
    assert jars(submit) == [command[-1] for command in commands[:-1]]
    assert {"--class=dev.weir.batch.BatchCommand", "--version=2.3", "--ttl=12h", "--region=europe-west3"} < set(submit)
    assert submit[submit.index("--") :] == ["--", "--warehouse=gs://acme-weir/warehouse", "--day", "2026-11-23"]
    assert "--async" not in submit
    assert done.stderr == ""


B = ["--region", "r", "--bucket", "b", "--warehouse", "gs://b/w", "--jar", "gs://b/weir.jar"]


@pytest.mark.parametrize(
    "words, scala",
    [
        ([], "2.13"),
        (["--version", "1.2"], "2.12"),
        (["--version", "2.2"], "2.13"),
        (["--version", "2.3"], "2.13"),
        (["--cluster", "c"], "2.12"),
    ],
)
def test_deltas_jars_are_uploaded_under_their_digest_for_the_scala_version_of_the_runtime(machine, words, scala):
    done, commands = machine("batch", *B, *words)
    assert done.returncode == 0, done.stderr
    places = list(lock("delta", scala))
    assert [command[-2:] for command in commands[:-1]] == [[file, uri] for uri, file in places]
    assert jars(commands[-1]) == ["gs://b/weir.jar", *(uri for uri, _ in places)]
    assert not [key for key in properties(commands[-1]) if "packages" in key], "nothing that needs the internet"


def test_a_stream_from_kafka_brings_all_that_it_needs(machine):
    words = ["--cluster", "c", "--files", "gs://b/secret/kafka.properties", "--jars", "gs://b/other.jar"]
    options = ["--source", "kafka", "--bootstrap", "h:1", "--topic", "t", "--kafka-config", "kafka.properties"]
    done, commands = machine("stream", *B, *words, "--", *options)
    assert done.returncode == 0, done.stderr
    wanted = [uri for use in ("delta", "kafka") for uri, _ in lock(use, "2.12")]
    assert jars(commands[-1]) == ["gs://b/weir.jar", *wanted, "gs://b/other.jar"]
    assert [uri.split("/")[-1].rsplit("-", 2)[0] for uri in wanted] == [
        "delta-spark_2.12",
        "delta-storage",
        "spark-sql-kafka-0-10_2.12",
        "spark-token-provider-kafka-0-10_2.12",
        "kafka-clients",
        "commons-pool2",
    ]
    assert "--files=gs://b/secret/kafka.properties" in commands[-1]


def test_the_lock_has_the_builds_versions_for_both_scalas_and_a_digest_wherever_it_was_seen():
    pom = (ROOT / "pom.xml").read_text()
    pins = {"io.delta": "delta.version", "org.apache.spark": "spark.version", "org.apache.kafka": "kafka-clients.version"}
    for _, _, coordinates, digest in LOCK:
        group, _, version = coordinates.split(":")
        if group in pins:
            assert re.search(f"<{pins[group]}>(.*)</", pom).group(1) == version, coordinates
        assert re.fullmatch("[0-9a-f]{64}", digest) or (digest == "-" and "_2.13" in coordinates), coordinates
    by_scala = [sorted(c.replace("_2.12:", ":").replace("_2.13:", ":") for _, of, c, _ in LOCK if of in (scala, "any")) for scala in ("2.12", "2.13")]
    assert by_scala[0] == by_scala[1] and len(by_scala[0]) == 6


def test_the_lock_has_all_that_the_jars_poms_ask_for_and_spark_has_not():
    """As the poms that Maven fetched with them say."""
    repository = pathlib.Path.home() / ".m2" / "repository"
    # What Spark's own distribution has in its folder of jars, Hadoop's included.
    sparks = {"scala-library", "spark-tags_2.12", "hadoop-client-runtime", "antlr4-runtime", "jsr305"}
    sparks |= {"lz4-java", "snappy-java", "zstd-jni", "slf4j-api"}
    named = {coordinates.split(":")[1] for _, of, coordinates, _ in LOCK if of != "2.13"}
    for group, artifact, version in (coordinates.split(":") for _, of, coordinates, _ in LOCK if of != "2.13"):
        pom = repository / group.replace(".", "/") / artifact / version / f"{artifact}-{version}.pom"
        if not pom.exists():
            pytest.skip(f"{pom} is missing: Maven's local repository is elsewhere")
        text = re.sub(r"(?s)<(exclusions|build|dependencyManagement|profiles)>.*?</\1>", "", pom.read_text())
        needed = {
            re.search(r"<artifactId>(.*?)</", dependency).group(1)
            for dependency in re.findall(r"(?s)<dependency>(.*?)</dependency>", text)
            if not re.search(r"<scope>(test|provided)</scope>|<optional>true", dependency)
        }
        assert needed - sparks <= named, pom.name


@pytest.fixture
def copy(tmp_path):
    """submit.sh in a folder of its own, where nothing was fetched yet."""
    for folder in ("dataproc", ".weir/jars"):
        (tmp_path / "copy" / folder).mkdir(parents=True)
    for name in ("pom.xml", "dataproc/submit.sh", "dataproc/jars.lock", "dataproc/versions.txt"):
        shutil.copy(ROOT / name, tmp_path / "copy" / name)
    return tmp_path / "copy"


def test_a_jar_that_is_not_what_the_lock_says_is_not_uploaded(machine, copy):
    (_, file), *_ = lock("delta", "2.13")
    (copy / ".weir/jars" / pathlib.Path(file).name).write_bytes(b"another")
    done, commands = machine(shell=shlex.join([str(copy / "dataproc/submit.sh"), "batch", *B]))
    assert (done.returncode, commands) == (2, [])
    assert "its SHA-256 is ae448ac86c4e8e4dec645729708ef41873ae79c6dff84eff73360989487f08e5" in done.stderr
    assert "delete it, and ask who changed it" in done.stderr


def test_a_dry_run_prints_what_maven_would_fetch_and_runs_nothing(machine, copy):
    done, commands = machine(shell=shlex.join([str(copy / "dataproc/submit.sh"), "batch", *B, "--dry-run"]))
    assert (done.returncode, commands) == (0, []), done.stderr
    lines = [shlex.split(line) for line in done.stdout.splitlines()]
    assert [line[0] for line in lines] == ["mvn", "gcloud", "mvn", "gcloud", "gcloud"]
    assert f"-Dartifact={next(c for _, _, c, _ in LOCK if 'delta-spark_2.13' in c)}" in lines[0]
    assert f"-DoutputDirectory={copy}/.weir/jars" in lines[0]
    assert jars(lines[-1]) == ["gs://b/weir.jar", *(uri for uri, _ in lock("delta", "2.13"))]
    assert list((copy / ".weir/jars").iterdir()) == []


@pytest.mark.parametrize("words", [["batch", *B], ["stream", *B, "--dry-run", "--packages", "a:b:1", "--", "--source", "kafka"]])
def test_what_maven_cannot_fetch_ends_it_before_anything_is_submitted(machine, copy, words):
    """Offline, with nothing at hand. A dry run fetches what has no digest in the lock: its name in the bucket is its digest."""
    offline = f"-o -Dmaven.repo.local={copy}/repository"
    done, commands = machine(shell=shlex.join([str(copy / "dataproc/submit.sh"), *words]), WEIR_MAVEN_OPTIONS=offline)
    assert (done.returncode, commands) == (2, [])
    artifact = "token-provider-kafka-0-10_2.13" if "kafka" in words else "delta-spark_2.13"
    wanted = next(coordinates for _, _, coordinates, _ in LOCK if artifact in coordinates)
    assert f"submit: Cannot fetch {wanted}: Maven says why above; or give --packages none and name" in done.stderr


def test_the_jars_are_printed_for_the_airflow_variable_and_the_workflow(machine):
    done, commands = machine("batch", "--bucket", "b", "--jar", machine.jar, "--print-jars")
    assert done.returncode == 0, done.stderr
    if "is not built" in done.stderr:
        pytest.skip("the jars are made by `./weir --help`")
    assert json.loads(done.stdout) == [command[-1] for command in commands]
    assert [command[1:3] for command in commands] == [["storage", "cp"]] * 4
    assert re.fullmatch(r"gs://b/jars/cloud-storage-.*-with-dependencies-[0-9a-f]{16}\.jar", commands[-1][-1])
    dry, nothing = machine("batch", "--bucket", "b", "--jar", machine.jar, "--print-jars", "--dry-run")
    assert (dry.stdout, nothing) == (done.stdout, [])
    assert [shlex.split(line) for line in dry.stderr.splitlines()] == commands


def test_dynamic_allocation_has_a_cap(machine):
    for words, cap in ((["stream"], "16"), (["batch"], "64"), (["stream", "--cluster", "c"], "16"), (["batch", "--max-executors", "8"], "8")):
        _, commands = machine(words[0], *B, *words[1:])
        assert properties(commands[-1])["spark.dynamicAllocation.maxExecutors"] == cap


def test_a_property_that_is_given_replaces_the_scripts(machine):
    given = ["--property", "spark.dynamicAllocation.maxExecutors=3", "--property", "spark.x=a=b"]
    _, commands = machine("batch", *B, *given)
    (text,) = [word for word in commands[-1] if word.startswith("--properties=")]
    assert text.count("maxExecutors") == 1
    assert properties(commands[-1])["spark.dynamicAllocation.maxExecutors"] == "3"
    assert properties(commands[-1])["spark.x"] == "a=b"


def test_a_subnet_may_come_from_the_environment(machine):
    for words, there in (([], True), (["--network", "n"], False), (["--cluster", "c"], False)):
        done, commands = machine("batch", *B, *words, WEIR_SUBNET="s")
        assert done.returncode == 0, done.stderr
        assert ("--subnet=s" in commands[-1]) == there
    _, commands = machine("batch", *B, "--subnet", "t", WEIR_SUBNET="s")
    assert "--subnet=t" in commands[-1]


def test_no_default_version_is_past_the_end_of_googles_support():
    today = datetime.date.today()
    defaults = {}
    for place, name, _, _, end in VERSIONS:
        defaults.setdefault(place, (name, datetime.date.fromisoformat(end)))
    assert sorted(defaults) == ["cluster", "serverless"]
    for place, (name, end) in defaults.items():
        assert today <= end, (
            f"Google's support of the default {place} version {name} ended on {end}, and today is {today}: put a newer one"
            " first in dataproc/versions.txt, and into the DAG and workflow.yaml"
        )


def test_the_dag_and_the_workflow_use_the_defaults():
    defaults = {place: (name, scala) for place, name, scala, _, _ in reversed(VERSIONS)}
    assert f'VERSION = "{defaults["serverless"][0]}"' in (ROOT / "dataproc/composer/weir_nightly.py").read_text()
    assert f"imageVersion: '{defaults['cluster'][0]}'" in (ROOT / "dataproc/workflow.yaml").read_text()


def test_an_ended_version_is_taken_and_named(machine):
    ended = next(name for place, name, _, _, end in VERSIONS if place == "serverless" and end < "2026-11-01")
    done, commands = machine("batch", *B, "--version", ended)
    assert done.returncode == 0
    assert f"--version={ended}" in commands[-1]
    assert done.stderr == f"submit: Google's support of runtime {ended} ended on 2026-09-30; see dataproc/versions.txt\n"


def test_a_stream_on_a_cluster_is_restarted_and_not_waited_for(machine):
    words = ["--cluster", "weir", "--jar", "gs://b/weir.jar", "--label", "team=web", "--property", "spark.executor.cores=4"]
    done, commands = machine("stream", *PLACE, *words, "--", "--dir", "gs://logs/a b")
    assert done.returncode == 0, done.stderr
    submit = commands[-1]
    assert submit[:5] == ["gcloud", "dataproc", "jobs", "submit", "spark"]
    assert {"--cluster=weir", "--max-failures-per-hour=5", "--max-failures-total=120", "--async"} < set(submit)
    assert "--labels=app=weir,job=stream,team=web" in submit
    assert properties(submit)["spark.executor.cores"] == "4"
    assert submit[-2:] == ["--dir", "gs://logs/a b"]
    assert not any(word.startswith(("--version", "--ttl")) for word in submit)


def test_bigquery_uses_the_runtimes_own_connector_in_the_tested_version(machine):
    pinned = re.search("<bigquery-connector.version>(.*)</", (ROOT / "pom.xml").read_text()).group(1)
    for words, version in (([], pinned), (["--version", "1.2"], pinned), (["--cluster", "c"], None)):
        done, commands = machine("batch", *B, *words, "--", "--bigquery", "acme.weir")
        assert done.returncode == 0, done.stderr
        assert properties(commands[-1]).get("dataproc.sparkBqConnector.version") == version
        assert "bigquery" not in ",".join(jars(commands[-1]))
    _, commands = machine("batch", *B)
    assert "dataproc.sparkBqConnector.version" not in properties(commands[-1])


def test_the_operations_page_names_the_connectors_that_tests_run_with():
    tested = re.findall(r"<bigquery-connector(?:\.\w+)?\.version>(.*)</", (ROOT / "pom.xml").read_text())
    assert len(tested) == 2
    page = (ROOT / "docs/operations.md").read_text()
    assert f"Tested, each on a class path of its own:\n  {', '.join(sorted(tested))};" in page


@pytest.mark.parametrize(
    "words",
    [
        ["--packages", "com.google.cloud.spark:spark-3.5-bigquery:0.42.1"],
        ["--jars", "gs://spark-lib/bigquery/spark-3.5-bigquery-0.42.1.jar"],
        ["--property", "spark.jars.packages=com.google.cloud.spark:spark-bigquery-with-dependencies_2.13:0.42.1"],
    ],
)
def test_a_second_bigquery_connector_is_refused(machine, words):
    done, commands = machine("batch", *B, *words, "--", "--bigquery", "acme.weir")
    assert (done.returncode, commands) == (2, [])
    assert "Cannot add the BigQuery connector: runtimes and images have one, and a second crashes the job" in done.stderr
    assert "--property dataproc.sparkBqConnector.version=V" in done.stderr


def test_further_packages_are_left_to_spark(machine):
    _, commands = machine("batch", *B, "--packages", "a.b:c:1")
    assert properties(commands[-1])["spark.jars.packages"] == "a.b:c:1"
    assert "delta-spark" in ",".join(jars(commands[-1]))


@pytest.mark.parametrize("words", [["--source", "pubsub"], ["--source=pubsub"]])
def test_pubsub_brings_its_source_with_the_client(machine, words):
    done, commands = machine("stream", *PLACE, "--jar", "gs://b/weir.jar", "--", *words, "--subscription", "s")
    if "is not built" in done.stderr:
        pytest.skip("the jars are made by `./weir --help`")
    assert done.returncode == 0, done.stderr
    upload, submit = commands[-2:]
    assert re.fullmatch(r"gs://acme-weir/jars/pubsub-source-.*-with-dependencies-[0-9a-f]{16}\.jar", upload[-1])
    assert jars(submit)[0] == "gs://b/weir.jar" and jars(submit)[-1] == upload[-1]


def test_a_clean_up_brings_the_client_of_cloud_storage_and_a_batch_does_not(machine):
    done, commands = machine("clean", *PLACE, "--jar", "gs://b/weir.jar")
    if "is not built" in done.stderr:
        pytest.skip("the jars are made by `./weir --help`")
    assert done.returncode == 0, done.stderr
    assert "cloud-storage-" in jars(commands[-1])[-1]
    done, commands = machine("batch", *PLACE, "--jar", "gs://b/weir.jar")
    assert done.returncode == 0, done.stderr
    assert "cloud-storage-" not in ",".join(jars(commands[-1]))


def test_a_login_at_managed_kafka_brings_googles_library(machine):
    options = ["--source", "kafka", "--bootstrap", "h:1", "--topic", "t", "--google-login"]
    done, commands = machine("stream", *PLACE, "--cluster", "c", "--jar", "gs://b/weir.jar", "--", *options)
    if "is not built" in done.stderr:
        pytest.skip("the jars are made by `./weir --help`")
    assert done.returncode == 0, done.stderr
    upload, submit = commands[-2:]
    assert re.fullmatch(r"gs://acme-weir/jars/kafka-auth-.*-with-dependencies-[0-9a-f]{16}\.jar", upload[-1])
    assert jars(submit)[0] == "gs://b/weir.jar" and jars(submit)[-1] == upload[-1]


def test_pubsubs_source_may_be_named(machine):
    given = ["gs://b/pubsub-source-1.jar", "gs://b/other.jar"]
    _, commands = machine("stream", *B, "--jars", ",".join(given), "--", "--source", "pubsub")
    assert jars(commands[-1]) == ["gs://b/weir.jar", *(uri for uri, _ in lock("delta", "2.13")), *given]


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
    assert jars(commands[-1])[-1] == LITES_CONNECTOR
    assert "--version=1.2" in commands[-1], "its connector is for Scala 2.12"


def test_another_jdk_on_a_cluster_is_used_by_driver_and_executors(machine):
    _, commands = machine("batch", *PLACE, "--cluster", "c", "--jar", "gs://b/w.jar", "--java-home", "/opt/jdk-17")
    given = properties(commands[-1])
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
    assert really[-1][1] == "dataproc" and {command[1] for command in really[:-1]} == {"storage"}
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
    (["batch", *PLACE, "--max-executors", "1"], "Invalid --max-executors: 1, must be 2 to 2000"),
    (["batch", *PLACE, "--max-executors", "2001"], "must be 2 to 2000"),
    (["batch", "--print-jars"], "no bucket for its jar; add --bucket"),
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
    assert {"--region=r", "--deps-bucket=gs://b", "--project=p", "--warehouse=gs://b/w"} < set(commands[-1])


def test_help_names_every_option_that_the_script_reads(machine):
    done, _ = machine("--help")
    assert done.returncode == 0
    read = set(re.findall(r"^ +(--[a-z-]+)\)", SUBMIT.read_text(), re.MULTILINE))
    assert len(read) > 15
    assert read - set(re.findall(r"--[a-z-]+", done.stdout)) == set()


@pytest.mark.parametrize("script", ["submit.sh", "jdk17.sh"])
def test_shellcheck_has_no_complaint(script):
    if not shutil.which("shellcheck"):
        pytest.skip("shellcheck is not installed (Debian: apt-get install shellcheck)")
    done = subprocess.run(["shellcheck", str(SUBMIT.with_name(script))], capture_output=True, text=True, check=False)
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
        asked = subprocess.run([gcloud, *verb, "--help"], capture_output=True, text=True, check=False, timeout=600)
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
        ("batch-job", "dev.weir.batch.UpgradeCommand"),
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
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr
    assert "--warehouse=DIR" in done.stdout
