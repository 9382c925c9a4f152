"""What Terraform's Google provider takes, read from the typed bindings that HashiCorp generates from its schema."""

import pathlib
import re


class Bindings:
    """The package @cdktf/provider-google, as npm lays it down."""

    def __init__(self, directory):
        self.lib = pathlib.Path(directory) / "lib"

    def declaration(self, kind):
        """Of a resource type, or of `data.` and a data source's; None where the provider has no such type."""
        name = kind.replace("data.google_", "data_google_", 1) if kind.startswith("data.") else kind[len("google_") :]
        path = self.lib / name.replace("_", "-") / "index.d.ts"
        return Declaration(path.read_text()) if path.exists() else None


class Declaration:
    """The interfaces of one resource: attribute by attribute, whether it must be given, and which block it is."""

    def __init__(self, text):
        self.interfaces = {}
        for block in re.split(r"^export interface ", text, flags=re.MULTILINE)[1:]:
            # Terraform's own name is the anchor of the documentation: `…/pubsub_topic#kms_key_name`.
            fields = re.findall(r"\{@link \S+#(\w+) [^}]*\}[^@]*?\*/\s*readonly \w+(\??): ([^;]+);", block.split("\n}")[0])
            self.interfaces[re.match(r"\w+", block).group(0)] = {
                name: (optional == "", kind.strip()) for name, optional, kind in fields
            }
        self.root = re.search(r"export interface (\w+) extends cdktf.TerraformMetaArguments", text).group(1)
        getters = re.findall(r"^    (?:get|readonly) (\w+)\b", text, flags=re.MULTILINE)
        self.readable = {re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower() for name in getters} | set(self.interfaces[self.root])

    def block(self, kind):
        """The interface that an attribute's type names, or None for a plain value."""
        name = re.match(r"\w*", kind).group(0)
        return name if name in self.interfaces else None
