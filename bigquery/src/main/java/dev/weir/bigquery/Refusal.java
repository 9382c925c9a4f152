package dev.weir.bigquery;

import dev.weir.command.Failures;
import dev.weir.warehouse.WarehouseException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** What BigQuery says when it does not do something, in words that say what to do about it. */
public final class Refusal {
    private Refusal() {}

    /** A failure as users should read it; what is no word of BigQuery's is left as it is. */
    public static RuntimeException explained(RuntimeException failure, DatasetName dataset) {
        if (failure instanceof WarehouseException) {
            return failure;
        }
        return said(failure)
                .<RuntimeException>map(words -> new WarehouseException(
                        "Cannot use BigQuery " + dataset + ": " + words + remedy(words, dataset), failure))
                .orElse(failure);
    }

    /** Why nothing more is brought to what was copied of a warehouse of format 1: it has none of the cells that answer now. */
    public static WarehouseException olderFormat(DatasetName dataset) {
        return new WarehouseException("Cannot use BigQuery " + dataset
                + ": it is the copy of a warehouse of format 1, whose answers were stored otherwise; make a new data set by `weir"
                + " bigquery init`, copy to it, and delete this one when nobody asks it any more");
    }

    /** What BigQuery said, in one line; empty if a failure is not one of BigQuery's. */
    static Optional<String> said(Throwable failure) {
        Optional<Throwable> client = Failures.causes(failure)
                .filter(Refusal::isOfBigQuery)
                // The client says it best; what lies below is the protocol's, what lies above the connector's.
                .reduce((outer, inner) -> isWord(outer) ? outer : inner);
        return client.filter(Refusal::isWord)
                .map(Refusal::firstLine)
                .or(() -> AppendErrors.in(failure))
                .or(() -> client.map(Refusal::firstLine));
    }

    private static String remedy(String words, DatasetName dataset) {
        String said = words.toLowerCase(Locale.ROOT);
        if (said.contains("not found")) {
            return "; make what is missing by `weir bigquery init --bigquery " + dataset + "`, or correct the name";
        }
        if (said.contains("permission") || said.contains("access denied") || said.contains("forbidden")) {
            return "; grant roles/bigquery.dataEditor on the data set, and roles/bigquery.jobUser and"
                    + " roles/bigquery.readSessionUser in project " + dataset.project();
        }
        if (said.contains("credentials")) {
            return "; run `gcloud auth application-default login`, or run as a service account";
        }
        if (said.contains("quota") || said.contains("resource_exhausted")) {
            return "; wait, or ask for a higher quota; nothing is lost, and it goes on from here";
        }
        if (said.contains("refused") || said.contains("unavailable") || said.contains("timed out")) {
            return "; check the network, then run it again: it goes on from here";
        }
        return "";
    }

    /** The client's own exceptions, in the connector's relocated packages as elsewhere, and the network's. */
    private static boolean isOfBigQuery(Throwable cause) {
        String name = cause.getClass().getName();
        return name.contains("com.google.cloud.")
                || name.contains("com.google.api.")
                || name.contains("com.google.auth.")
                || name.contains("io.grpc.")
                || (cause instanceof java.io.IOException && !name.startsWith("org.apache."));
    }

    private static boolean isWord(Throwable cause) {
        return cause.getClass().getSimpleName().equals("BigQueryException") && cause.getMessage() != null;
    }

    private static String firstLine(Throwable cause) {
        String message = Objects.toString(cause.getMessage(), cause.getClass().getName());
        return message.lines().findFirst().orElse(message).strip();
    }
}
