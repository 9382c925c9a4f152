"""The Terraform files, without the provider, which not every network lets one have: `terraform validate` says more."""

import pathlib
import re
import shutil
import subprocess

import pytest
from terraform_bindings import Bindings
from terraform_files import Configuration

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDER = ROOT / "dataproc" / "terraform"
PACKAGE = ROOT / ".weir" / "dataproc-tests" / "node_modules" / "@cdktf" / "provider-google"
TEXT = "\n".join(path.read_text() for path in sorted(FOLDER.glob("*.tf")))


@pytest.fixture(scope="module")
def bindings():
    if not PACKAGE.exists():
        pytest.skip("the provider's bindings are missing: ./weir test fetches them by npm, which is not installed")
    return Bindings(PACKAGE)


@pytest.fixture(scope="module")
def configuration():
    return Configuration(TEXT)


def test_every_attribute_exists_none_is_missing_and_every_reference_resolves(configuration, bindings):
    assert len(configuration.resources) > 30
    assert configuration.problems(bindings) == []


TOPIC = 'resource "google_pubsub_topic" "t" {\n  name = "t"\n}\n'
SUBSCRIPTION = 'resource "google_pubsub_subscription" "s" {\n  name = "s"\n'


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


def test_pubsub_can_move_messages_to_the_dead_letter_topic_and_something_keeps_them(configuration):
    subscriptions = {n: b for (k, n), b in configuration.resources.items() if k == "google_pubsub_subscription"}
    dead = subscriptions["lines"]["dead_letter_policy"][0]["dead_letter_topic"]
    assert dead == "${google_pubsub_topic.undeliverable.id}"
    assert dead in [subscription["topic"] for subscription in subscriptions.values()]
    agents = [body["role"].strip('"') for body in configuration.resources.values() if body.get("member") == "${local.pubsub_agent}"]
    assert sorted(agents) == ["roles/pubsub.publisher", "roles/pubsub.subscriber"]


def test_nothing_of_the_warehouse_is_deleted_by_age(configuration):
    rules = configuration.resources["google_storage_bucket", "warehouse"]["lifecycle_rule"]
    assert [rule["action"][0]["type"].strip('"') for rule in rules] == ["AbortIncompleteMultipartUpload"]


def test_the_files_are_formatted():
    if not shutil.which("terraform"):
        pytest.skip("terraform is not installed: its formatter cannot be asked")
    done = subprocess.run(
        ["terraform", "fmt", "-check", "-diff", str(FOLDER)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
