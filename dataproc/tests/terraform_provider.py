"""A provider that Terraform itself can plan and apply with, where Google's cannot be had: real schema, made-up answers.

Terraform starts no such process: it is told by TF_REATTACH_PROVIDERS where this one listens. The protocol is
https://github.com/hashicorp/terraform/blob/main/docs/plugin-protocol/tfplugin5.proto; of its messages, the few that are
needed are read and written here field by field. What the provider would compute is unknown while Terraform plans, as it is
with the real one, and text such as `weir-lines.id` once it was applied.
"""

import concurrent.futures
import json
import os
import re

import grpc
import msgpack

UNKNOWN = msgpack.ExtType(0, b"\x00")
LIST = 2


def varint(number):
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes([*out, number])


def field(number, value):
    """A field of a protocol buffer: a number, bytes or text."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    data = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(data)) + data


def fields(data):
    """The last value of each field; those of fixed width do not occur here."""
    found, at = {}, 0

    def number():
        nonlocal at
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    while at < len(data):
        key = number()
        if key & 7 == 0:
            found[key >> 3] = number()
        else:
            length = number()
            found[key >> 3] = data[at : at + length]
            at += length
    return found


class Schema:
    """One resource's attributes and blocks, in Terraform's own terms."""

    PLAIN = (
        (r"string$", "string"),
        (r"number$", "number"),
        (r"boolean\b", "bool"),
        (r"string\[\]", ["list", "string"]),
        (r"number\[\]", ["list", "number"]),
        (r"\{\s*\[key: string\]: string", ["map", "string"]),
    )

    def __init__(self, declaration):
        self.declaration = declaration
        self.computed = {name: kind for name, kind in declaration.computed.items() if name != "id"}
        self.computed["id"] = "string"

    def block(self):
        return self.of(self.declaration.root, self.computed)

    def of(self, interface, computed):
        out = b""
        for name, (must, kind) in self.declaration.interfaces[interface].items():
            inner = self.declaration.block(kind)
            if inner:
                most = 0 if "[]" in kind else 1
                nested = field(1, name) + field(2, self.of(inner, {}))
                # The one block that providers have as a single object.
                nested += field(3, 1) if name == "timeouts" else field(3, LIST) + (field(5, most) if most else b"")
                out += field(3, nested)
            elif name not in computed:
                out += field(2, field(1, name) + field(2, json.dumps(self.plain(kind))) + field(4 if must else 5, 1))
        for name, kind in computed.items():
            # Some of them may be set as well, of which a generated configuration does not tell.
            out += field(2, field(1, name) + field(2, json.dumps(kind)) + field(5, 1) + field(6, 1))
        return out

    def refused(self, config):
        """What of a configuration is not among the values that the documentation lists, wherever the text came from."""
        return self.refused_of(self.declaration.root, config)

    def refused_of(self, interface, config):
        found = []
        # A block may be absent, or not known yet.
        for name, value in config.items() if isinstance(config, dict) else ():
            values = value if isinstance(value, list) else [value]
            allowed = self.declaration.allowed.get((interface, name), values)
            wrong = [item for item in values if isinstance(item, str) and item not in allowed]
            found += [f"{name} is {item}, must be one of {allowed}" for item in wrong]
            inner = self.declaration.block(self.declaration.interfaces[interface].get(name, (False, ""))[1])
            for item in values if inner else []:
                found += self.refused_of(inner, item)
        return found

    def plain(self, kind):
        return next((answer for pattern, answer in self.PLAIN if re.match(pattern, kind)), "dynamic")


class Provider:
    """Serves declarations by type; while it does, `reattach` has what Terraform must be told."""

    SETTINGS = ("project", "region")

    def __init__(self, address, declarations):
        self.address = address
        self.schemas = {kind: Schema(declaration) for kind, declaration in declarations.items()}

    def __enter__(self):
        self.server = grpc.server(concurrent.futures.ThreadPoolExecutor(8))
        answers = {
            "GetSchema": self.schema,
            "PrepareProviderConfig": lambda asked: field(1, asked[1]),
            "ValidateResourceTypeConfig": self.validate,
            "Configure": lambda asked: b"",
            "PlanResourceChange": self.plan,
            "ApplyResourceChange": self.apply,
            "Stop": lambda asked: b"",
        }
        handlers = {
            name: grpc.unary_unary_rpc_method_handler(lambda data, _, answer=answer: answer(fields(data)))
            for name, answer in answers.items()
        }
        self.server.add_generic_rpc_handlers([grpc.method_handlers_generic_handler("tfplugin5.Provider", handlers)])
        self.port = self.server.add_insecure_port("127.0.0.1:0")
        self.server.start()
        return self

    def __exit__(self, *_):
        self.server.stop(None).wait()

    @property
    def reattach(self):
        place = {"Network": "tcp", "String": f"127.0.0.1:{self.port}"}
        return {self.address: {"Protocol": "grpc", "ProtocolVersion": 5, "Pid": os.getpid(), "Test": True, "Addr": place}}

    def schema(self, _):
        settings = b"".join(field(2, field(1, name) + field(2, b'"string"') + field(5, 1)) for name in self.SETTINGS)
        out = field(1, field(2, settings))
        for kind, schema in self.schemas.items():
            out += field(2, field(1, kind) + field(2, field(2, schema.block())))
        return out

    def validate(self, asked):
        schema = self.schemas[asked[1].decode()]
        refused = schema.refused(msgpack.unpackb(fields(asked[2])[1]))
        return b"".join(field(1, field(1, 1) + field(2, f"Invalid value: {problem}")) for problem in refused)

    def plan(self, asked):
        kind = asked[1].decode()
        wanted = msgpack.unpackb(fields(asked[3])[1])
        if wanted is not None:
            for name in self.schemas[kind].computed:
                wanted[name] = UNKNOWN if wanted[name] is None else wanted[name]
        return field(1, field(1, msgpack.packb(wanted))) + field(5, 1)

    def apply(self, asked):
        kind = asked[1].decode()
        made = msgpack.unpackb(fields(asked[3])[1])
        if made is not None:
            named = next((made[key] for key in ("account_id", "dataset_id", "role_id", "name") if made.get(key)), kind)
            for name, what in self.schemas[kind].computed.items():
                if made[name] == UNKNOWN:
                    made[name] = f"{named}.{name}" if what == "string" else None
        return field(1, field(1, msgpack.packb(made))) + field(4, 1)
