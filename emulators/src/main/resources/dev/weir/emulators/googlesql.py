"""Judges GoogleSQL by ZetaSQL, the grammar and analyser that BigQuery itself is made with.

Standard input: a data set's name and statements, each ended by NUL, judged in order. What a statement makes (a table, a
view, a table function) is there for the next ones, by its full name and by its own, as in a query whose default data set
is that one. Standard output: what ZetaSQL says against each statement, nothing for what it accepts, each ended by NUL.

An analysed statement is a deeper tree than protobuf reads in Python, which is no error of syntax: only what a statement
makes is read of it, field by field.
"""

import ctypes
import os
import sys
from importlib.metadata import version
from pathlib import Path

import wasmtime
from google.protobuf.empty_pb2 import Empty
from google.protobuf.unknown_fields import UnknownFieldSet
from zetasql.core import wasm_client
from zetasql.core.exceptions import ServerError
from zetasql.wasi import get_wasm_path
from zetasql.wasi._pb2.zetasql.local_service import local_service_pb2 as service
from zetasql.wasi._pb2.zetasql.proto import function_pb2, options_pb2, simple_catalog_pb2
from zetasql.wasi._pb2.zetasql.public import options_pb2 as public
from zetasql.wasi._pb2.zetasql.public import simple_table_pb2
from zetasql.wasi._pb2.zetasql.public.function_pb2 import FunctionEnums, SignatureArgumentKind
from zetasql.wasi._pb2.zetasql.resolved_ast import resolved_ast_pb2 as resolved

# At an engine's choice in ZetaSQL, and so in BigQuery: what is reserved, and what is supported of what others do without.
RESERVED = ["QUALIFY"]
FEATURES = [public.FEATURE_CREATE_VIEWS_WITH_COLUMN_OPTIONS]


class CompiledOnce:
    """Stands in for wasmtime's Module: half a minute of compiling is kept in a file."""

    @staticmethod
    def from_file(engine, path):
        kept = Path(os.environ["HOME"], f"zetasql-{version('zetasql')}-{version('wasmtime')}.compiled")
        if not kept.exists():
            fresh = kept.with_suffix(f".{os.getpid()}")
            fresh.write_bytes(wasmtime.Module.from_file(engine, path).serialize())
            fresh.replace(kept)
        return wasmtime.Module.deserialize_file(engine, str(kept))


class Client(wasm_client.WasmClient):
    """Copies memory at once instead of byte by byte."""

    def _at(self, ptr):
        return ctypes.addressof(self.memory.data_ptr().contents) + ptr

    def write_bytes(self, ptr, data):
        ctypes.memmove(self._at(ptr), data, len(data))

    def read_bytes(self, ptr, size):
        return ctypes.string_at(self._at(ptr), size)

    def call(self, method, request):
        return self._call_grpc_method("ZetaSqlLocalService_" + method, request.SerializeToString())


class Node:
    """A node of a resolved tree."""

    def __init__(self, descriptor, data):
        # What may be of several kinds has one field, the kind.
        while descriptor.name.startswith("Any"):
            (one,) = fields(data)
            descriptor, data = descriptor.fields_by_number[one[0]].message_type, one[1]
        self.kind = descriptor.name
        self._descriptor = descriptor
        self._data = data

    def list(self, name):
        field = self._descriptor.fields_by_name.get(name)
        if field is not None:
            return [data for number, data in fields(self._data) if number == field.number]
        parent = self._descriptor.fields_by_name["parent"]
        (data,) = [data for number, data in fields(self._data) if number == parent.number]
        return Node(parent.message_type, data).list(name)


def fields(data):
    return [(field.field_number, field.data) for field in UnknownFieldSet(Empty.FromString(data))]


class Judge:
    def __init__(self, dataset):
        self._dataset = dataset
        self._client = Client(get_wasm_path())
        request = service.LanguageOptionsRequest(maximum_features=True)
        options = options_pb2.LanguageOptionsProto.FromString(self._client.call("GetLanguageOptions", request))
        options.product_mode = public.PRODUCT_EXTERNAL
        options.ClearField("supported_statement_kinds")
        options.reserved_keywords.extend(RESERVED)
        options.enabled_language_features.extend(FEATURES)
        self._options = options_pb2.AnalyzerOptionsProto(language_options=options)
        self._catalog = simple_catalog_pb2.SimpleCatalogProto(name=dataset)
        self._catalog.builtin_function_options.language_options.CopyFrom(options)
        self._registered = None
        self._made_since = True

    def verdict(self, sql):
        try:
            return self._analyse(sql)
        except ServerError as error:
            if not self._made_since:
                return str(error)
        # What was made since may be what it lacked: to register it costs more than most statements.
        self._register()
        try:
            return self._analyse(sql)
        except ServerError as error:
            return str(error)

    def _register(self):
        request = service.RegisterCatalogRequest(simple_catalog=self._catalog)
        answer = service.RegisterResponse.FromString(self._client.call("RegisterCatalog", request))
        self._registered = answer.registered_id
        self._made_since = False

    def _analyse(self, sql):
        if self._registered is None:
            self._register()
        request = service.AnalyzeRequest(
            options=self._options, registered_catalog_id=self._registered, sql_statement=sql
        )
        answer = Node(service.AnalyzeResponse.DESCRIPTOR, self._client.call("Analyze", request))
        (statement,) = answer.list("resolved_statement")
        self._keep(Node(resolved.AnyResolvedStatementProto.DESCRIPTOR, statement))
        return None

    def _keep(self, made):
        if made.kind == "ResolvedCreateTableStmtProto":
            definitions = map(resolved.ResolvedColumnDefinitionProto.FromString, made.list("column_definition_list"))
            self._keep_table(made, [(column.name, column.type) for column in definitions])
        elif made.kind == "ResolvedCreateViewStmtProto":
            self._keep_table(made, self._output(made))
        elif made.kind == "ResolvedCreateTableFunctionStmtProto":
            self._keep_function(made)

    @staticmethod
    def _output(made):
        columns = map(resolved.ResolvedOutputColumnProto.FromString, made.list("output_column_list"))
        return [(column.name, column.column.type) for column in columns]

    def _names(self, made):
        name = ".".join(part.decode() for part in made.list("name_path"))
        return {name, name.removeprefix(self._dataset + ".")}

    def _keep_table(self, made, columns):
        for name in self._names(made):
            table = simple_table_pb2.SimpleTableProto(name=name)
            for column, kind in columns:
                table.column.add(name=column, type=kind, is_writable_column=True)
            self._catalog.table.append(table)
        self._made_since = True

    def _keep_function(self, made):
        (data,) = made.list("signature")
        signature = function_pb2.FunctionSignatureProto.FromString(data)
        signature.return_type.kind = SignatureArgumentKind.ARG_TYPE_RELATION
        relation = signature.return_type.options.relation_input_schema
        relation.ClearField("column")
        for column, kind in self._output(made):
            relation.column.add(name=column, type=kind)
        for name in self._names(made):
            self._catalog.custom_tvf.add(
                name_path=[name], signature=signature, type=FunctionEnums.FIXED_OUTPUT_SCHEMA_TVF
            )
        self._made_since = True


def main():
    wasm_client.Module = CompiledOnce
    dataset, *statements = sys.stdin.buffer.read().decode().split("\0")[:-1]
    judge = Judge(dataset)
    for sql in statements:
        sys.stdout.buffer.write((judge.verdict(sql) or "").encode() + b"\0")


main()
