"""Terraform's own plan and apply of a folder, with providers that know the real ones' schemas and make nothing."""

import contextlib
import json
import os
import pathlib
import shutil
import subprocess

from terraform_provider import Provider

REGISTRY = "registry.terraform.io/hashicorp/"


class Refused(Exception):
    """What Terraform said."""


class Rehearsal:
    """`with Rehearsal(…) as rehearsal: rehearsal.apply(place, folder, {"name": "value"})`."""

    def __init__(self, declarations):
        """Of the types in use, by type."""
        self.declarations = declarations

    def __enter__(self):
        self.providers = contextlib.ExitStack()
        reattach = {}
        for name in sorted({kind.split("_")[0] for kind in self.declarations}):
            own = {kind: d for kind, d in self.declarations.items() if kind.startswith(f"{name}_")}
            reattach.update(self.providers.enter_context(Provider(REGISTRY + name, own)).reattach)
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("TF_")},
            "TF_REATTACH_PROVIDERS": json.dumps(reattach),
            "CHECKPOINT_DISABLE": "1",
        }
        return self

    def __exit__(self, *_):
        self.providers.close()

    def apply(self, place, folder, variables):
        """From nothing, in the empty directory `place`; returns what was made, and the outputs.

        The folder's neighbours are there, too, as the configuration reads files of theirs.
        """
        copy = pathlib.Path(place) / "neighbours"
        shutil.copytree(folder.parent, copy, ignore=shutil.ignore_patterns("tests", ".terraform*", "terraform.tfstate*"))
        at = copy / folder.name
        (at / "rehearsed.auto.tfvars.json").write_text(json.dumps(variables))
        self.run(at, "init", "-input=false")
        self.run(at, "apply", "-input=false", "-auto-approve")
        state = json.loads(self.run(at, "show", "-json"))["values"]
        made = state["root_module"]["resources"]
        return made, {name: output["value"] for name, output in state["outputs"].items()}

    def run(self, at, command, *options):
        words = ["terraform", f"-chdir={at}", command, *options, "-no-color"]
        done = subprocess.run(words, env=self.environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Refused(done.stderr)
        return done.stdout
