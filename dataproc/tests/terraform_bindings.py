"""What Terraform's providers take, read from the typed bindings that HashiCorp generated from their schemas."""

import json
import pathlib
import re


def snake(name):
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


class Bindings:
    """Packages @cdktf/provider-…, as npm lays them down side by side."""

    def __init__(self, directory):
        self.directory = pathlib.Path(directory)

    def declaration(self, kind):
        """Of a resource type, or of `data.` and a data source's; None where the provider has no such type."""
        provider, name = kind.removeprefix("data.").split("_", 1)
        name = f"data_{provider}_{name}" if kind.startswith("data.") else name
        path = self.directory / f"provider-{provider}" / "lib" / name.replace("_", "-") / "index.d.ts"
        return Declaration(path.read_text()) if path.exists() else None


class Declaration:
    """The interfaces of one resource: attribute by attribute, whether it must be given, and which block it is."""

    def __init__(self, text):
        self.interfaces = {}
        self.allowed = {}
        for block in re.split(r"^export interface ", text, flags=re.MULTILINE)[1:]:
            interface = re.match(r"\w+", block).group(0)
            # Terraform's own name is the anchor of the documentation: `…/pubsub_topic#kms_key_name`.
            fields = re.findall(r"\{@link \S+#(\w+) [^}]*\}[^@]*?\*/\s*readonly \w+(\??): ([^;]+);", block.split("\n}")[0])
            self.interfaces[interface] = {name: (optional == "", kind.strip()) for name, optional, kind in fields}
            for values, name in re.findall(r"Possible values: (\[[^\]]*\])(?:(?!\*/)[\s\S])*?#(\w+) ", block):
                self.allowed[interface, name] = json.loads(values)
        self.root = re.search(r"export interface (\w+) extends cdktf.TerraformMetaArguments", text).group(1)
        # The resource's own getters come last, after those of its blocks.
        own = text[text.rindex("static readonly tfResourceType") :] if "tfResourceType" in text else ""
        self.computed = {
            snake(name): {"string": "string", "number": "number"}.get(kind, "bool")
            for name, kind in re.findall(r"^    get (\w+)\(\): (string|number|cdktf\.IResolvable);", own, flags=re.MULTILINE)
            if snake(name) not in self.interfaces[self.root] and not name.endswith("Input")
        }
        getters = re.findall(r"^    (?:get|readonly) (\w+)\b", text, flags=re.MULTILINE)
        self.readable = {snake(name) for name in getters} | set(self.interfaces[self.root])

    def spelled(self, interface, name):
        """An attribute as this declaration spells it, or None where there is none."""
        return name if name in self.interfaces[interface] else None

    def block(self, kind):
        """The interface that an attribute's type names, or None for a plain value."""
        name = re.match(r"\w*", kind).group(0)
        return name if name in self.interfaces else None


class PulumiBindings:
    """The package pulumi_gcp of PyPI: generated from the schema of a provider that has no other bindings any more."""

    def __init__(self, directory):
        self.directory = pathlib.Path(directory)

    def declaration(self, kind):
        """As Bindings has it, of Google's resource types."""
        words = kind.removeprefix("google_").split("_")
        for length in range(1, len(words) + 1):
            for module in ("".join(words[:length]), "".join(words[:length]) + "s"):
                path = self.directory / module / ("_".join(words[length:] or words[-1:]) + ".py")
                if path.exists():
                    inputs = path.parent / "_inputs.py"
                    return PulumiDeclaration(path.read_text(), inputs.read_text() if inputs.exists() else "")
        return None


class PulumiDeclaration:
    """Like Declaration, but that repeated blocks have plural names, some names say more, and a name may be left out."""

    allowed = {}

    def __init__(self, text, inputs):
        self.root = re.search(r"^class (\w+):\n", text, flags=re.MULTILINE).group(1)
        self.interfaces = {self.root: self.arguments(text)}
        for part in re.split(r"^class ", inputs, flags=re.MULTILINE)[1:]:
            if "__init__" in part:
                self.interfaces[re.match(r"\w+", part).group(0)] = self.arguments(part)
        self.readable = {"id", *re.findall(r"^    def (\w+)\(self\)", text, flags=re.MULTILINE)}

    @staticmethod
    def arguments(text):
        signature = re.search(r"def __init__\(__self__(.*?)\):\n", text, flags=re.DOTALL).group(1)
        found = re.findall(r"^\s+(\w+): (.*?)( = None)?,?$", signature, flags=re.MULTILINE)
        return {name: (default == "", kind) for name, kind, default in found}

    def spelled(self, interface, name):
        spellings = (name, f"{name}s", f"{name}es", re.sub("y$", "ies", name), f"authorized_{name}")
        return next((spelling for spelling in spellings if spelling in self.interfaces[interface]), None)

    def block(self, kind):
        name = re.search(r"'(\w+Args)'", kind)
        return name.group(1) if name else None
