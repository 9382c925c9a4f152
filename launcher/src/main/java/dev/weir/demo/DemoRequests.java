package dev.weir.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.emulators.StorageCounts;
import dev.weir.emulators.StorageOperation;
import dev.weir.emulators.StorageOperation.Billing;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a demo's micro-batches asked of Cloud Storage, as it would be billed: with Spark's checkpoint and the copy to BigQuery,
 * without what a stream asks when it starts.
 *
 * @param microBatches at least one
 * @param asked in all of them
 */
record DemoRequests(int microBatches, StorageCounts asked) {
    /**
     * Those between the first end of a micro-batch and the last.
     *
     * @param ends what had been asked when each ended
     * @return empty where there are no two
     */
    static Optional<DemoRequests> between(List<StorageCounts> ends) {
        int last = ends.size() - 1;
        return last < 1
                ? Optional.empty()
                : Optional.of(new DemoRequests(last, ends.get(last).since(ends.get(0))));
    }

    private double each(long count) {
        return Math.round(10.0 * count / microBatches) / 10.0;
    }

    /** In one line. */
    String summary() {
        return String.format(
                Locale.ROOT,
                "%.1f of class A, %.1f of class B a micro-batch (%s)",
                each(asked.of(Billing.CLASS_A)),
                each(asked.of(Billing.CLASS_B)),
                asked.operations().keySet().stream()
                        .map(kind -> name(kind) + " " + each(asked.of(kind)))
                        .collect(Collectors.joining(", ")));
    }

    /** Says it in a demo's JSON object. */
    void describe(ObjectNode json) {
        ObjectNode requests = json.putObject("requests");
        requests.put("micro_batches", microBatches);
        requests.put("class_a_of_micro_batch", each(asked.of(Billing.CLASS_A)));
        requests.put("class_b_of_micro_batch", each(asked.of(Billing.CLASS_B)));
        ObjectNode operations = requests.putObject("operations_of_micro_batch");
        asked.operations().keySet().forEach(kind -> operations.put(name(kind), each(asked.of(kind))));
    }

    private static String name(StorageOperation kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
