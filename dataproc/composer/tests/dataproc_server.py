"""Plays the two services that the DAG talks to: Dataproc's batch controller by gRPC over TLS, Cloud Storage by JSON."""

import collections
import concurrent.futures
import datetime
import http.server
import json
import threading
import urllib.parse

import grpc
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from google.cloud.dataproc_v1.types import Batch, BatchOperationMetadata, CreateBatchRequest, GetBatchRequest
from google.longrunning import operations_pb2
from google.protobuf import any_pb2


def certificate():
    """A key and a certificate of localhost, as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.timezone.utc)
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return secret, built.public_bytes(serialization.Encoding.PEM)


class Dataproc:
    """A batch is pending, then running, and then as `ends` says for its task: SUCCEEDED by default.

    Whether its parent is called one of `regions` or of `locations` is the same.
    """

    def __init__(self, key, cert):
        self.created = []
        self.ends = {}
        self.asked = collections.Counter()
        self.server = grpc.server(concurrent.futures.ThreadPoolExecutor(4))
        service = "google.cloud.dataproc.v1.BatchController"
        methods = {
            "CreateBatch": grpc.unary_unary_rpc_method_handler(
                self.create, CreateBatchRequest.deserialize, operations_pb2.Operation.SerializeToString
            ),
            "GetBatch": grpc.unary_unary_rpc_method_handler(self.get, GetBatchRequest.deserialize, Batch.serialize),
        }
        self.server.add_generic_rpc_handlers([grpc.method_handlers_generic_handler(service, methods)])
        self.port = self.server.add_secure_port("localhost:0", grpc.ssl_server_credentials([(key, cert)]))
        self.server.start()

    def create(self, request, context):
        name = f"{request.parent}/batches/{request.batch_id}".replace("/regions/", "/locations/")
        if any(batch.name == name for batch in self.created):
            context.abort(grpc.StatusCode.ALREADY_EXISTS, f"Already exists: {name}")
        batch = request.batch
        batch.name = name
        self.created.append(batch)
        metadata = any_pb2.Any()
        metadata.Pack(BatchOperationMetadata.pb(BatchOperationMetadata(batch=name)))
        return operations_pb2.Operation(name=f"{request.parent}/operations/1", metadata=metadata)

    def get(self, request, context):
        batch = next((batch for batch in self.created if batch.name == request.name), None)
        if batch is None:
            context.abort(grpc.StatusCode.NOT_FOUND, f"Not found: {request.name}")
        self.asked[batch.name] += 1
        if self.asked[batch.name] == 1:
            batch.state = Batch.State.RUNNING
        else:
            task = batch.name.rpartition("/")[2].split("-")[1]
            batch.state = Batch.State[self.ends.get(task, "SUCCEEDED")]
            batch.state_message = "Job failed" if batch.state == Batch.State.FAILED else ""
        return batch

    def close(self):
        self.server.stop(None).wait()


class Storage:
    """Lists the objects of `objects`: a name, and when it was updated. Any object's content is `content`."""

    def __init__(self):
        self.objects = {}
        self.content = b""
        self.downloaded = []
        storage = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                url = urllib.parse.urlparse(self.path)
                if url.path.startswith("/download/"):
                    storage.downloaded.append(urllib.parse.unquote(url.path.rpartition("/")[2]))
                    self.answer("application/octet-stream", storage.content)
                    return
                query = urllib.parse.parse_qs(url.query)
                items = [
                    {"kind": "storage#object", "name": name, "bucket": "acme-weir", "updated": updated}
                    for name, updated in storage.objects.items()
                    if name.startswith(query.get("prefix", [""])[0])
                ]
                self.answer("application/json", json.dumps({"kind": "storage#objects", "items": items}).encode())

            def answer(self, kind, content):
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, format, *args):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()
