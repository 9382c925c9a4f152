"""Reads .tf files and holds them against the provider's bindings and against each other."""

import re

import hcl2

META = {"count", "for_each", "depends_on", "lifecycle", "provider", "dynamic"}
BUILT_IN = {"each", "count", "path", "self", "terraform"}


def plain(node):
    """Without the quotes, comments and marks of the parser; a block is a Block."""
    if isinstance(node, dict):
        kept = {k.strip('"'): plain(v) for k, v in node.items() if not k.startswith("__")}
        return Block(kept) if node.get("__is_block__") else kept
    if isinstance(node, list):
        return [plain(item) for item in node]
    return node


class Block(dict):
    """A block, in contrast to a map that is an attribute's value."""


class Configuration:
    def __init__(self, text):
        self.text = text
        parsed = hcl2.loads(text)
        self.variables = {k: v for item in plain(parsed.get("variable", [])) for k, v in item.items()}
        self.locals = {k: v for item in plain(parsed.get("locals", [])) for k, v in item.items()}
        self.outputs = {k: v for item in plain(parsed.get("output", [])) for k, v in item.items()}
        self.providers = plain(parsed.get("provider", []))
        self.resources = self.named(parsed, "resource", "")
        self.data = self.named(parsed, "data", "data.")

    @staticmethod
    def named(parsed, key, prefix):
        return {
            (prefix + kind, name): body
            for item in plain(parsed.get(key, []))
            for kind, names in item.items()
            for name, body in names.items()
        }

    def problems(self, bindings, provider=""):
        """All that a provider, or each, would refuse, as far as its schema says, and every reference that leads nowhere."""
        found = []
        declarations = {}
        for (kind, name), body in {**self.resources, **self.data}.items():
            if not kind.removeprefix("data.").startswith(provider):
                continue
            declaration = declarations.setdefault(kind, bindings.declaration(kind))
            if declaration is None:
                found.append(f"{kind}.{name}: the provider has no {kind}")
            else:
                found += self.block_problems(f"{kind}.{name}", declaration, declaration.root, body)
        return found + self.reference_problems(declarations)

    def block_problems(self, where, declaration, interface, body):
        found = []
        fields = declaration.interfaces[interface]
        given = [(name, value) for name, value in body.items() if name not in META]
        for dynamic in body.get("dynamic", []):
            for name, how in dynamic.items():
                given.append((name, how["content"]))
        names = {declaration.spelled(interface, name) for name, _ in given}
        found += [f"{where}: {name} is missing" for name, (must, _) in fields.items() if must and name not in names]
        for name, value in given:
            spelled = declaration.spelled(interface, name)
            if spelled is None:
                found.append(f"{where}: there is no {name}")
                continue
            allowed = declaration.allowed.get((interface, spelled), [])
            items = value if isinstance(value, list) else [value]
            said = [item[1:-1] for item in items if re.match(r'"[^$]*"$', str(item))]
            wrong = [word for word in said if allowed and word not in allowed]
            found += [f"{where}: {name} is {word}, which is none of {allowed}" for word in wrong]
            inner = declaration.block(fields[spelled][1])
            blocks = [item for item in items if isinstance(item, Block)]
            if inner and not blocks:
                found.append(f"{where}: {name} is a block")
            elif blocks and not inner:
                found.append(f"{where}: {name} is no block")
            for item in blocks if inner else []:
                found += self.block_problems(f"{where}.{name}", declaration, inner, item)
        return found

    def before(self, key):
        """The resources that Terraform makes before one: all that it reaches by references."""
        reached, ahead = set(), [self.resources[key]]
        while ahead:
            for kind, name in re.findall(r"\b([a-z]\w*)\.(\w+)", str(ahead.pop())):
                if kind == "local" and ("local", name) not in reached and name in self.locals:
                    ahead.append(self.locals[name])
                    reached.add(("local", name))
                elif (kind, name) in self.resources and (kind, name) not in reached:
                    ahead.append(self.resources[kind, name])
                    reached.add((kind, name))
        return reached - {("local", name) for name in self.locals}

    def expressions(self):
        def walk(node, where, iterators):
            if isinstance(node, dict):
                inner = iterators | {name for item in node.get("dynamic", []) for name in item}
                for key, value in node.items():
                    yield from walk(value, where, inner)
            elif isinstance(node, list):
                for item in node:
                    yield from walk(item, where, iterators)
            elif isinstance(node, str):
                for expression in re.findall(r"\$\{((?:[^{}]|\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\})*)\}", node):
                    yield where, expression, iterators

        everything = {**self.resources, **self.data, "locals": self.locals, "outputs": self.outputs, "p": self.providers}
        for where, body in everything.items():
            yield from walk(body, where, set())

    def reference_problems(self, declarations):
        found = []
        for where, expression, iterators in self.expressions():
            # Of a text within, only what is interpolated is code.
            code = re.sub(
                r'"(?:\$\{[^}]*\}|[^"\\]|\\.)*"', lambda m: " ".join(re.findall(r"\$\{([^}]*)\}", m[0])), expression
            )
            loops = set(re.findall(r"\bfor\s+(\w+)", code)) | set(re.findall(r"\bfor\s+\w+\s*,\s*(\w+)", code))
            for reference in re.findall(r"(?<![\w.\"-])([a-z]\w*(?:\[\d+\])?(?:\.\w+(?:\[\d+\])?)+)", code):
                parts = re.sub(r"\[\d+\]", "", reference).split(".")
                if parts[0] in BUILT_IN | iterators | loops:
                    continue
                problem = self.unresolved(parts, declarations)
                if problem:
                    found.append(f"{where}: {reference}: {problem}")
        return found

    def unresolved(self, parts, declarations):
        if parts[0] == "var":
            variable = self.variables.get(parts[1])
            if variable is None:
                return "no such variable"
            if len(parts) > 2 and not re.search(rf"\b{parts[2]}\b", str(variable.get("type"))):
                return "the variable has no such attribute"
            return None
        if parts[0] == "local":
            return None if parts[1] in self.locals else "no such local"
        if parts[0] == "data":
            key, attribute = (f"data.{parts[1]}", parts[2]), parts[3:4]
        else:
            key, attribute = (parts[0], parts[1]), parts[2:3]
        if key not in self.resources and key not in self.data:
            return "no such resource"
        declaration = declarations.get(key[0])
        if attribute and declaration and attribute[0] not in declaration.readable:
            return "the resource has no such attribute"
        return None
