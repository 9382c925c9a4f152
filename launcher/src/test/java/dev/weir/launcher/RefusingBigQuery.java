package dev.weir.launcher;

import com.google.cloud.bigquery.storage.v1.AppendRowsRequest;
import com.google.cloud.bigquery.storage.v1.AppendRowsResponse;
import com.google.cloud.bigquery.storage.v1.RowError;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.Code;
import dev.weir.emulators.BigQueryEmulator;
import io.grpc.CallOptions;
import io.grpc.Grpc;
import io.grpc.HandlerRegistry;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerMethodDefinition;
import io.grpc.TlsChannelCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * Stands before a BigQuery's gRPC interface and refuses rows that contain {@link #MARK}, as BigQuery does: none of their
 * request is taken, and the answer tells which of its rows are to blame
 * (<a href="https://cloud.google.com/bigquery/docs/reference/storage/rpc/google.cloud.bigquery.storage.v1#appendrowsresponse">AppendRowsResponse</a>).
 */
final class RefusingBigQuery implements AutoCloseable {
    /** What is in a row that is refused. */
    static final String MARK = "REFUSE-ME";

    /** What is said of it. */
    static final String WORDS = "Field is marked, and marked fields are not taken";

    private static final String ENDPOINT = "spark.datasource.bigquery.bigQueryStorageGrpcEndpoint";
    private static final String APPEND = "google.cloud.bigquery.storage.v1.BigQueryWrite/AppendRows";

    private final ManagedChannel behind;
    private final Server server;

    /** Opens one at a free port, with the certificate that clients of the emulator trust. */
    static RefusingBigQuery before(BigQueryEmulator emulator) throws IOException, GeneralSecurityException {
        Map<String, String> properties = emulator.properties();
        return new RefusingBigQuery(
                properties.get(ENDPOINT),
                Path.of(properties.get("javax.net.ssl.trustStore")),
                properties.get("javax.net.ssl.trustStorePassword"));
    }

    private RefusingBigQuery(String endpoint, Path store, String password)
            throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance(store.toFile(), password.toCharArray());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, password.toCharArray());
        behind = Grpc.newChannelBuilder(
                        endpoint,
                        TlsChannelCredentials.newBuilder()
                                .trustManager(trusted.getTrustManagers())
                                .build())
                .maxInboundMessageSize(Integer.MAX_VALUE)
                .build();
        server = Grpc.newServerBuilderForPort(
                        0,
                        TlsServerCredentials.newBuilder()
                                .keyManager(own.getKeyManagers())
                                .build())
                .maxInboundMessageSize(Integer.MAX_VALUE)
                .fallbackHandlerRegistry(new Passing())
                .build()
                .start();
    }

    /** By which the connector finds this instead. */
    Map<String, String> properties() {
        return Map.of(ENDPOINT, "localhost:" + server.getPort());
    }

    /** All methods there are, of which nothing need be known: each is a stream of messages both ways. */
    private final class Passing extends HandlerRegistry {
        @Override
        public ServerMethodDefinition<?, ?> lookupMethod(String name, String authority) {
            MethodDescriptor<byte[], byte[]> method = MethodDescriptor.newBuilder(new Bytes(), new Bytes())
                    .setFullMethodName(name)
                    .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
                    .build();
            return ServerMethodDefinition.create(method, ServerCalls.asyncBidiStreamingCall(out -> {
                StreamObserver<byte[]> requests =
                        ClientCalls.asyncBidiStreamingCall(behind.newCall(method, CallOptions.DEFAULT), out);
                return name.equals(APPEND) ? new Refusing(requests, out) : requests;
            }));
        }
    }

    /** Answers a marked request itself. The connector sends one a stream unless it has 9 MB, so that nothing overtakes. */
    private record Refusing(StreamObserver<byte[]> requests, StreamObserver<byte[]> out)
            implements StreamObserver<byte[]> {
        @Override
        public void onNext(byte[] message) {
            try {
                AppendRowsRequest request = AppendRowsRequest.parseFrom(message);
                AppendRowsResponse refusal = refusal(request);
                if (refusal.getRowErrorsCount() == 0) {
                    requests.onNext(message);
                } else {
                    out.onNext(refusal.toByteArray());
                }
            } catch (InvalidProtocolBufferException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static AppendRowsResponse refusal(AppendRowsRequest request) {
            AppendRowsResponse.Builder answer =
                    AppendRowsResponse.newBuilder().setWriteStream(request.getWriteStream());
            answer.getErrorBuilder()
                    .setCode(Code.INVALID_ARGUMENT_VALUE)
                    .setMessage("Errors found while processing rows. Please refer to the row_errors field for details."
                            + " The list may not be complete because of the size limitations. Entity: "
                            + request.getWriteStream());
            List<ByteString> rows = request.getProtoRows().getRows().getSerializedRowsList();
            for (int i = 0; i < rows.size(); i++) {
                if (rows.get(i).toString(StandardCharsets.ISO_8859_1).contains(MARK)) {
                    answer.addRowErrors(RowError.newBuilder()
                            .setIndex(i)
                            .setCode(RowError.RowErrorCode.FIELDS_ERROR)
                            .setMessage(WORDS));
                }
            }
            return answer.build();
        }

        @Override
        public void onError(Throwable failure) {
            requests.onError(failure);
        }

        @Override
        public void onCompleted() {
            requests.onCompleted();
        }
    }

    /** Messages as they are. */
    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] message) {
            return new ByteArrayInputStream(message);
        }

        @Override
        public byte[] parse(InputStream message) {
            try {
                return message.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        server.shutdownNow();
        behind.shutdownNow();
    }
}
