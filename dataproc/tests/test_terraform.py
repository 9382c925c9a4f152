"""The Terraform files: by the providers' schemas, and in Terraform itself with providers that have those and make nothing."""

import json
import pathlib
import re
import shutil
import subprocess
import sysconfig

import pytest
import yaml
from terraform_bindings import Bindings, PulumiBindings
from terraform_files import Configuration
from terraform_rehearsal import Refused, Rehearsal

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDER = ROOT / "dataproc" / "terraform"
TEXT = "\n".join(path.read_text() for path in sorted(FOLDER.glob("*.tf")))
OPERATIONS = (ROOT / "docs" / "operations.md").read_text()
# The last bindings of HashiCorp's, of version 6.50 of Google's provider and of 0.13 of the one for time.
PACKAGES = ROOT / ".weir" / "dataproc-tests" / "node_modules" / "@cdktf"
# Of version 7.45 of Google's provider or a little newer.
PULUMI = pathlib.Path(sysconfig.get_paths()["purelib"]) / "pulumi_gcp"


@pytest.fixture(scope="module")
def bindings():
    if not PACKAGES.exists():
        pytest.skip("the providers' bindings are missing: ./weir test fetches them by npm, which is not installed")
    return Bindings(PACKAGES)


@pytest.fixture(scope="module")
def configuration():
    return Configuration(TEXT)


def test_every_attribute_exists_none_is_missing_and_every_reference_resolves(configuration, bindings):
    assert len(configuration.resources) > 30
    assert configuration.problems(bindings) == []


def test_the_providers_version_7_takes_all_of_it_too(configuration):
    assert '"~> 7.45"' in TEXT
    assert configuration.problems(PulumiBindings(PULUMI), "google_") == []


TOPIC = 'resource "google_pubsub_topic" "t" {\n  name = "t"\n}\n'
SUBSCRIPTION = 'resource "google_pubsub_subscription" "s" {\n  name = "s"\n'
NAT = """resource "google_compute_router_nat" "n" {
  name                               = "n"
  router                             = "r"
  source_subnetwork_ip_ranges_to_nat = "ALL"
}
"""


@pytest.mark.parametrize(
    "text, problem",
    [
        ('resource "google_pubsub_topics" "t" {\n  name = "t"\n}\n', "the provider has no google_pubsub_topics"),
        (TOPIC.replace("}", "  names = 1\n}"), "there is no names"),
        (TOPIC.replace("name", "project"), "name is missing"),
        (SUBSCRIPTION + "}\n", "topic is missing"),
        (SUBSCRIPTION + '  topic = "t"\n  dead_letter_policy {\n    attempts = 5\n  }\n}\n', "there is no attempts"),
        (SUBSCRIPTION + '  topic = "t"\n  expiration_policy {\n  }\n}\n', "ttl is missing"),
        (SUBSCRIPTION + '  topic = "t"\n  dead_letter_policy = "t"\n}\n', "dead_letter_policy is a block"),
        (SUBSCRIPTION + "  topic = google_pubsub_topic.t.id\n}\n", "no such resource"),
        (TOPIC + SUBSCRIPTION + "  topic = google_pubsub_topic.t.ids\n}\n", "the resource has no such attribute"),
        (SUBSCRIPTION + '  topic = "x-${var.name}"\n}\n', "no such variable"),
        (SUBSCRIPTION + "  topic = lower(local.topic)\n}\n", "no such local"),
        (NAT, "source_subnetwork_ip_ranges_to_nat is ALL, which is none of ['ALL_SUBNETWORKS_ALL_IP_RANGES',"),
        (
            'variable "k" {\n  type = object({ a = string })\n}\n' + SUBSCRIPTION + "  topic = var.k.b\n}\n",
            "the variable has no such attribute",
        ),
    ],
)
def test_the_check_finds_what_the_provider_would_refuse(bindings, text, problem):
    problems = Configuration(text).problems(bindings)
    assert len(problems) == 1
    assert problem in problems[0]


@pytest.mark.parametrize(
    "text, problem",
    [
        (TOPIC.replace("}", "  names = 1\n}"), "there is no names"),
        (SUBSCRIPTION + "}\n", "topic is missing"),
        (SUBSCRIPTION + '  topic = "t"\n  dead_letter_policy {\n    attempts = 5\n  }\n}\n', "there is no attempts"),
        (SUBSCRIPTION + '  topic = "t"\n  expiration_policy {\n  }\n}\n', "ttl is missing"),
        (TOPIC + SUBSCRIPTION + "  topic = google_pubsub_topic.t.ids\n}\n", "the resource has no such attribute"),
    ],
)
def test_so_does_the_check_by_version_7(text, problem):
    (found,) = Configuration(text).problems(PulumiBindings(PULUMI))
    assert problem in found


# Terraform itself, from nothing, with each part on and off.

PLACE = {"project": "acme", "region": "europe-west3", "bucket": "acme-weir"}
SUBNET = "projects/acme/regions/europe-west3/subnetworks/jobs"
DEFAULT_SUBNET = "projects/acme/regions/europe-west3/subnetworks/default"
PEOPLE = {"readers": ["group:web@acme.com"], "investigators": ["user:ada@acme.com", "group:security@acme.com"]}
PARTS = {
    "as it comes": {},
    "the least": {"log_sources": [], "restore_days": 0},
    "a subnet that is there": {"subnet": SUBNET},
    "a network": {"network": {}},
    "a network with NAT": {"network": {"nat": True, "range": "10.1.0.0/20"}},
    "a cluster": {"cluster": {}},
    "Airflow": {"composer": {}, "subnet": SUBNET},
    "Kafka": {"kafka": {"subnet": SUBNET}},
    "Kafka in the network that is there": {"kafka": {}},
    "people": PEOPLE,
    "another name": {"name": "logs-2"},
    "all": {
        **PEOPLE,
        "log_sources": ["cloud_run", "load_balancer"],
        "network": {"nat": True},
        "cluster": {"workers": 3, "properties": {"dataproc:pip.packages": "x"}},
        "composer": {},
        "kafka": {},
        "archive_nearline_after_days": 30,
        "replay_retention": "86400s",
        "name": "logs-2",
    },
}


@pytest.fixture(scope="module")
def rehearsal(configuration, bindings):
    if not shutil.which("terraform"):
        pytest.skip("terraform is not installed: it cannot be asked")
    kinds = {kind for kind, _ in configuration.resources}
    with Rehearsal({kind: bindings.declaration(kind) for kind in kinds}) as found:
        yield found


@pytest.fixture(scope="module")
def applied(rehearsal, tmp_path_factory):
    """What was made and the outputs, by the name of the parts; each once."""
    done = {}

    def get(parts):
        if parts not in done:
            done[parts] = rehearsal.apply(tmp_path_factory.mktemp("t"), FOLDER, {**PLACE, **PARTS[parts]})
        return done[parts]

    return get


def of(made, kind, name=None):
    return [resource["values"] for resource in made if resource["type"] == kind and name in (None, resource["name"])]


# By what a type's name begins with: what must be enabled before one can be made. The longest holds.
SERVICES = {
    "google_bigquery_": "bigquery.googleapis.com",
    "google_cloud_scheduler_": "cloudscheduler.googleapis.com",
    "google_composer_": "composer.googleapis.com",
    "google_compute_": "compute.googleapis.com",
    "google_dataproc_": "dataproc.googleapis.com",
    "google_logging_": "logging.googleapis.com",
    "google_managed_kafka_": "managedkafka.googleapis.com",
    "google_monitoring_": "monitoring.googleapis.com",
    "google_project_iam_": "cloudresourcemanager.googleapis.com",
    "google_project_iam_custom_role": "iam.googleapis.com",
    "google_project_service": "serviceusage.googleapis.com",
    "google_pubsub_": "pubsub.googleapis.com",
    "google_service_account": "iam.googleapis.com",
    "google_storage_": "storage.googleapis.com",
}
BY_HAND = set(re.search(r"gcloud services enable (.*)", OPERATIONS).group(1).split())


@pytest.mark.parametrize("parts", PARTS)
def test_terraform_applies_it_from_nothing_and_enables_what_each_part_needs_and_no_more(applied, parts):
    made, outputs = applied(parts)
    enabled = {service["service"] for service in of(made, "google_project_service")}
    needed = set()
    for kind in {resource["type"] for resource in made if resource["type"] != "time_sleep"}:
        needed.add(SERVICES[max((begin for begin in SERVICES if kind.startswith(begin)), key=len)])
    assert needed - enabled - BY_HAND == set()
    # Jobs read by the one and run by the other; no resource here says so.
    assert enabled - needed - {"bigquerystorage.googleapis.com", "compute.googleapis.com", "dataproc.googleapis.com"} == set()
    assert "cloudresourcemanager.googleapis.com" not in enabled
    text = json.dumps(outputs)
    assert len(text) > 800
    assert "null" not in text and "${" not in text


@pytest.mark.parametrize("parts", PARTS)
def test_each_next_step_is_a_command_that_is_taken(applied, parts, tmp_path):
    made, outputs = applied(parts)
    (tmp_path / "batch-job-1-dataproc.jar").write_bytes(b"a jar")
    given = f"--dry-run --jar '{tmp_path}/batch-job-1-dataproc.jar' --jars gs://b/pubsub-source-1.jar --packages none"
    steps = outputs["next_steps"].replace("\\\n", " ").splitlines()
    script = ["set -euo pipefail", "gcloud() { echo gcloud \"$@\"; cat >>template; }", "./weir() { echo ./weir \"$@\"; }"]
    for line in steps:
        line = re.sub(r"(dataproc/submit\.sh (?:stream|batch))", rf"\1 {given}", line)
        # What is uploaded is said before the list of it.
        line = re.sub(r"--print-jars", r"--print-jars </dev/null | tail -n 1", line)
        script.append(outputs["environment"] if line.startswith("eval ") else line)
    text = "\n".join(script).replace(">>template", f">>'{tmp_path}/template'")
    done = subprocess.run(["bash", "-c", text], cwd=ROOT, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stderr
    assert "--class=dev.weir.streaming.StreamCommand" in done.stdout
    (jar,) = set(re.findall(r"gs://acme-weir-staging/jars/batch-job-1-dataproc-\w+\.jar", done.stdout))
    name = PARTS[parts].get("name", "weir")
    if "composer" in PARTS[parts]:
        assert re.search(rf"gcloud composer environments run {name} .* set weir_batch_jars .*{re.escape(jar)}", done.stdout)
        return
    assert f"gcloud dataproc workflow-templates import {name}-nightly" in done.stdout
    uri = of(made, "google_cloud_scheduler_job")[0]["http_target"][0]["uri"]
    assert uri.endswith(f"/workflowTemplates/{name}-nightly:instantiate")
    text = (tmp_path / "template").read_text()
    template = yaml.safe_load(text)
    assert not re.search(r"@[A-Z]+@", str(template))
    assert all(jar in job["sparkJob"]["jarFileUris"] for job in template["jobs"])
    machines = template["placement"]["managedCluster"]["config"]["gceClusterConfig"]
    assert machines["serviceAccount"] == f"{name}-batch@acme.iam.gserviceaccount.com"
    assert machines["subnetworkUri"] in outputs["environment"]


def test_each_option_of_weirs_own_in_the_next_steps_is_one(applied):
    _, outputs = applied("as it comes")
    begin = r"^(?:\./weir bigquery init|dataproc/submit\.sh (?:stream|batch).* --) (--.*)$"
    commands = re.findall(begin, outputs["next_steps"], re.MULTILINE)
    assert len(commands) == 3
    code = "".join(path.read_text() for path in ROOT.glob("*/src/main/java/**/*.java"))
    options = {word for words in commands for word in words.split() if word.startswith("--")}
    assert {"--location", "--views", "--source", "--subscription", "--checkpoint", "--bigquery"} == options
    for option in options:
        assert re.search(rf'names = (\{{[^}}]*)?"{option}"', code), option


BROKEN = [
    (TOPIC + TOPIC.replace('"t" {', '"u" {\n  for_each = toset([google_pubsub_topic.t.id])'), "Invalid for_each argument"),
    (TOPIC + 'output "o" {\n  value = google_pubsub_topic.t.ids\n}\n', "Unsupported attribute"),
    (TOPIC + 'output "o" {\n  value = google_pubsub_topic.u.id\n}\n', "Reference to undeclared resource"),
    (SUBSCRIPTION + '  topic = ["t"]\n}\n', "Inappropriate value for attribute"),
    (SUBSCRIPTION + '  topic = "t"\n  expiration_policy {\n  }\n}\n', "Missing required argument"),
    (
        'locals {\n  up = "UP"\n}\nresource "google_compute_firewall" "f" {\n'
        '  name = "f"\n  network = "n"\n  direction = local.up\n}\n',
        "Invalid value: direction is UP, must be one of ['INGRESS', 'EGRESS']",
    ),
    (TOPIC.replace("{", "{\n  count = 0", 1) + 'output "o" {\n  value = google_pubsub_topic.t[0].id\n}\n', "Invalid index"),
]


@pytest.mark.parametrize("text, problem", BROKEN)
def test_a_rehearsal_ends_where_the_real_one_would(rehearsal, tmp_path, text, problem):
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "main.tf").write_text(text)
    with pytest.raises(Refused) as refused:
        rehearsal.apply(tmp_path / "place", tmp_path / "broken", {})
    assert problem in str(refused.value)


@pytest.mark.parametrize(
    "variables, problem",
    [
        ({"name": "x" * 21}, "Invalid name, must be 2 to 20"),
        ({"name": "Weir"}, "Invalid name, must be 2 to 20"),
        ({"bucket": "gs://acme"}, "Invalid bucket, must be"),
        ({"restore_days": 3}, "Invalid restore_days, must be 0, or 7 to 90"),
        ({"log_sources": ["nginx"]}, "Invalid log_sources, must be of load_balancer and cloud_run"),
        ({"readers": ["ada@acme.com"]}, "Invalid readers, must be"),
        ({"investigators": ["allUsers"]}, "Invalid investigators, must be"),
        ({"composer": {"image_version": "composer-3-airflow-3.1.8"}}, "Invalid composer, must have an image_version"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_before_anything_is_made(rehearsal, tmp_path, variables, problem):
    with pytest.raises(Refused) as refused:
        rehearsal.apply(tmp_path / "place", FOLDER, {**PLACE, **variables})
    assert problem in re.sub(r"\s*\n│?\s*", " ", str(refused.value))


# The first apply.


def test_nothing_is_made_before_the_services_were_enabled_and_had_a_minute(configuration):
    assert configuration.data == {}
    wait = ("time_sleep", "services")
    for key in configuration.resources.keys() - {wait, ("google_project_service", "api")}:
        assert wait in configuration.before(key), key
    assert ("google_project_service", "api") in configuration.before(wait)
    assert BY_HAND >= {"cloudresourcemanager.googleapis.com", "serviceusage.googleapis.com"}


def test_alerts_come_ten_minutes_after_their_metrics(configuration, applied):
    wait = ("time_sleep", "metrics")
    assert wait in configuration.before(("google_monitoring_alert_policy", "weir"))
    assert ("google_logging_metric", "weir") in configuration.before(wait)
    made, _ = applied("as it comes")
    assert of(made, *wait)[0]["create_duration"] == "600s"
    names = {metric["name"].removeprefix("weir/") for metric in of(made, "google_logging_metric")}
    # A metric that is added later is waited for as well.
    waited = {pathlib.Path(file).stem for file in of(made, *wait)[0]["triggers"]["metrics"].split()}
    assert waited == names


# What is kept, and paid for.


@pytest.mark.parametrize("parts, days", [("as it comes", 7), ("the least", 0)])
def test_each_bucket_says_how_long_what_was_deleted_is_kept_and_only_the_warehouse_keeps_it(applied, parts, days):
    made, outputs = applied(parts)
    kept = {b["name"]: b["soft_delete_policy"][0]["retention_duration_seconds"] for b in of(made, "google_storage_bucket")}
    assert kept == {"acme-weir": days * 86400, "acme-weir-checkpoints": 0, "acme-weir-staging": 0}
    assert "--checkpoint gs://acme-weir-checkpoints/" in outputs["next_steps"]


def test_nothing_of_the_warehouse_or_of_checkpoints_is_deleted_by_age(configuration):
    for bucket in ("warehouse", "checkpoints"):
        rules = configuration.resources["google_storage_bucket", bucket]["lifecycle_rule"]
        assert [rule["action"][0]["type"].strip('"') for rule in rules] == ["AbortIncompleteMultipartUpload"]


def test_messages_are_kept_until_they_are_acknowledged_and_no_longer_unless_asked_for(applied):
    made, _ = applied("as it comes")
    assert of(made, "google_pubsub_topic")[0]["message_retention_duration"] is None
    (subscription,) = of(made, "google_pubsub_subscription")
    assert subscription["message_retention_duration"] == "604800s"
    assert not subscription["retain_acked_messages"]
    assert subscription["expiration_policy"] == [{"ttl": ""}]
    made, _ = applied("all")
    assert of(made, "google_pubsub_topic")[0]["message_retention_duration"] == "86400s"


def test_the_subscription_has_no_dead_letter_topic_as_the_operations_page_advises(applied):
    assert "**Leave the subscription without a dead-letter topic**" in OPERATIONS
    made, _ = applied("all")
    assert [topic["name"] for topic in of(made, "google_pubsub_topic")] == ["logs-2-lines"]
    assert of(made, "google_pubsub_subscription")[0]["dead_letter_policy"] == []


# Who may do what.


def access(made, name):
    (dataset,) = of(made, "google_bigquery_dataset", name)
    entries = [*dataset["access"], *of(made, "google_bigquery_dataset_access"), *of(made, "google_bigquery_dataset_iam_member")]
    return dataset, [entry for entry in entries if entry.get("dataset_id", dataset["dataset_id"]) == dataset["dataset_id"]]


def test_whoever_reads_answers_reads_no_line_and_no_client_address(applied):
    made, _ = applied("people")
    weir, entries = access(made, "weir")
    who = {(e["role"], e["user_by_email"] or e["group_by_email"] or e["special_group"]) for e in entries if e["role"]}
    assert who == {
        ("OWNER", "projectOwners"),
        ("WRITER", "weir-batch.email"),
        ("WRITER", "weir-stream.email"),
        ("READER", "ada@acme.com"),
        ("READER", "security@acme.com"),
    }
    (views,) = [e["dataset"][0] for e in entries if not e["role"]]
    assert views == {"target_types": ["VIEWS"], "dataset": [{"project_id": "acme", "dataset_id": "weir_answers"}]}
    _, entries = access(made, "answers")
    who = {(e["role"], e.get("member") or e["special_group"]) for e in entries}
    reads = "roles/bigquery.dataViewer"
    assert who == {
        ("OWNER", "projectOwners"),
        (reads, "group:web@acme.com"),
        (reads, "user:ada@acme.com"),
        (reads, "group:security@acme.com"),
    }


def test_no_data_set_that_authorises_views_has_members_by_the_resource_that_removes_them(configuration):
    by = {"google_bigquery_dataset_access": set(), "google_bigquery_dataset_iam_member": set()}
    for (kind, _), body in configuration.resources.items():
        if kind in by:
            by[kind].add(body["dataset_id"])
    one, other = by.values()
    assert one and other and not one & other


def test_the_sink_sends_the_requests_of_the_sources_that_were_named_by_an_identity_that_may_publish_and_no_more(applied):
    load_balancers = 'resource.type=("http_load_balancer" OR "http_external_regional_lb_rule" OR "internal_http_lb_rule")'
    run = '(resource.type="cloud_run_revision" AND log_id("run.googleapis.com/requests"))'
    for parts, wanted in (("as it comes", [load_balancers]), ("all", [f"{run} OR {load_balancers}"]), ("the least", [])):
        made, _ = applied(parts)
        sinks = of(made, "google_logging_project_sink")
        assert [sink["filter"] for sink in sinks] == wanted
        assert all(sink["unique_writer_identity"] for sink in sinks)
        publishers = {e["member"]: e["role"] for e in of(made, "google_pubsub_topic_iam_member", "sink")}
        assert publishers == {sink["writer_identity"]: "roles/pubsub.publisher" for sink in sinks}


def test_the_nightly_work_is_started_by_one_of_the_two(applied):
    for parts in PARTS:
        made, _ = applied(parts)
        jobs, environments = of(made, "google_cloud_scheduler_job"), of(made, "google_composer_environment")
        assert len(jobs) + len(environments) == 1
        for job in jobs:
            name = PARTS[parts].get("name", "weir")
            assert job["http_target"][0]["uri"].endswith(f"/workflowTemplates/{name}-nightly:instantiate")
            assert job["http_target"][0]["oauth_token"][0]["service_account_email"] == f"{name}-scheduler.email"
            assert job["retry_config"][0]["retry_count"] == 0


@pytest.mark.parametrize(
    "parts, subnet",
    [
        ("as it comes", DEFAULT_SUBNET),
        ("a subnet that is there", SUBNET),
        ("a network", "weir.id"),
        ("all", "logs-2.id"),
    ],
)
def test_all_that_runs_is_in_the_subnet_that_was_given_or_made(applied, parts, subnet):
    made, outputs = applied(parts)
    assert set(re.findall(r"--subnet (\S+)", outputs["next_steps"])) == {subnet}
    assert f"export WEIR_SUBNET={subnet}\n" in outputs["environment"]
    for environment in of(made, "google_composer_environment"):
        assert environment["config"][0]["software_config"][0]["env_variables"]["WEIR_SUBNET"] == subnet
    for cluster in of(made, "google_dataproc_cluster"):
        assert cluster["cluster_config"][0]["gce_cluster_config"][0]["subnetwork"] == subnet
    for kafka in of(made, "google_managed_kafka_cluster"):
        assert kafka["gcp_config"][0]["access_config"][0]["network_configs"] == [{"subnet": subnet}]
    for made_here in of(made, "google_compute_subnetwork"):
        assert made_here["private_ip_google_access"]


def test_the_streams_cluster_is_as_the_nightly_one(applied):
    made, _ = applied("a cluster")
    template = (ROOT / "dataproc" / "workflow.yaml").read_text().replace("@STAGING@", "acme-weir-staging")
    nightly = yaml.safe_load(template)["placement"]["managedCluster"]["config"]
    (config,) = [cluster["cluster_config"][0] for cluster in of(made, "google_dataproc_cluster")]
    (software,) = config["software_config"]
    assert software["image_version"] == nightly["softwareConfig"]["imageVersion"]
    assert software["override_properties"] == nightly["softwareConfig"]["properties"]
    assert config["gce_cluster_config"][0]["metadata"] == nightly["gceClusterConfig"].get("metadata", {})
    actions = [action["executableFile"] for action in nightly.get("initializationActions", [])]
    assert [action["script"] for action in config["initialization_action"]] == actions
    there = {f"gs://{o['bucket']}/{o['name']}": o["source"] for o in of(made, "google_storage_bucket_object")}
    assert there.keys() == set(actions)
    assert all((ROOT / "dataproc" / pathlib.Path(source).name).exists() for source in there.values())


def test_every_alert_has_its_conditions_whatever_their_kind(applied):
    made, _ = applied("as it comes")
    policies = of(made, "google_monitoring_alert_policy")
    wanted = [json.loads(path.read_text()) for path in sorted((ROOT / "dataproc" / "monitoring" / "alerts").glob("*.json"))]
    assert {p["display_name"]: len(p["conditions"]) for p in policies} == {w["displayName"]: len(w["conditions"]) for w in wanted}
    for policy in policies:
        for condition in policy["conditions"]:
            assert len([kind for kind, block in condition.items() if kind.startswith("condition_") and block]) == 1


def test_the_views_for_readers_go_into_the_data_set_that_may_read_the_tables(applied):
    made, outputs = applied("as it comes")
    (authorised,) = [a["dataset"][0]["dataset"][0] for a in of(made, "google_bigquery_dataset_access") if a.get("dataset")]
    assert f"--views {authorised['project_id']}.{authorised['dataset_id']}" in outputs["next_steps"]


def test_every_variable_is_described_and_used(configuration):
    for name, variable in configuration.variables.items():
        assert variable.get("description"), name
        assert re.search(rf"\bvar\.{name}\b", TEXT), f"{name} is not used"


def test_each_role_says_why_it_is_given():
    before = re.findall(r'((?:^#.*\n)*)^resource "(google_\w+_iam_\w+)" "(\w+)"', TEXT, re.MULTILINE)
    assert len(before) > 15
    for comment, kind, name in before:
        assert comment.startswith("# Why: "), f"{kind}.{name}"


def test_nobody_has_a_basic_role_a_key_or_a_policy_that_replaces_others(configuration):
    roles = set(re.findall(r'"(roles/[\w.]+)"', TEXT))
    assert len(roles) > 10
    assert not {role for role in roles if re.search(r"/(owner|editor|viewer)$|[aA]dmin$", role)}
    kinds = {kind for kind, _ in configuration.resources}
    assert not {kind for kind in kinds if kind.endswith(("_iam_policy", "_iam_binding", "_account_key"))}


def test_the_files_are_formatted():
    if not shutil.which("terraform"):
        pytest.skip("terraform is not installed: its formatter cannot be asked")
    done = subprocess.run(
        ["terraform", "fmt", "-check", "-diff", str(FOLDER)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
