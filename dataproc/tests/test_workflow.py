"""The workflow template says what submit.sh says."""

import pathlib
import shlex
import subprocess

import pytest
import yaml

DATAPROC = pathlib.Path(__file__).resolve().parents[1]
TEMPLATE = yaml.safe_load((DATAPROC / "workflow.yaml").read_text())
PLACE = ["--region", "r", "--bucket", "b", "--warehouse", "@WAREHOUSE@", "--jar", "gs://b/weir.jar", "--cluster", "c"]


@pytest.mark.parametrize("job", TEMPLATE["jobs"], ids=lambda job: job["stepId"])
def test_a_step_is_what_would_be_submitted(job):
    place = [word.replace("@WAREHOUSE@", "gs://b/w") for word in PLACE]
    command = [str(DATAPROC / "submit.sh"), job["stepId"], "--dry-run", *place]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    words = shlex.split(done.stdout)
    assert f"--class={job['sparkJob']['mainClass']}" in words
    given = next(word for word in words if word.startswith("--properties=^;^"))[len("--properties=^;^") :]
    assert dict(pair.split("=", 1) for pair in given.split(";")) == job["sparkJob"]["properties"]
    assert job["sparkJob"]["args"][0] == "--warehouse=@WAREHOUSE@"


def test_the_clean_up_waits_for_a_batch_that_ended_well():
    assert [(job["stepId"], job.get("prerequisiteStepIds")) for job in TEMPLATE["jobs"]] == [
        ("batch", None),
        ("clean", ["batch"]),
    ]
