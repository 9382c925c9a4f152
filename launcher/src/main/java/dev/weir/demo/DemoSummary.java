package dev.weir.demo;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.ledger.Drift;
import dev.weir.ledger.Ledger;
import dev.weir.ledger.Publication;
import dev.weir.ledger.Tally;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A demo on one screen.
 *
 * @param lines raw records in the archive
 * @param merged what became of them, as the merged answers say
 * @param cells cells compared between the layers
 * @param differing cells in which the speed layer was off
 * @param unexplained what of that has no explanation
 * @param truthDifferences cells that are not as in the truth; empty where none is known
 * @param replica the answers in BigQuery, where they are there, too
 * @param requests what a micro-batch asked of Cloud Storage, where the warehouse is there
 */
record DemoSummary(
        long lines,
        Tally merged,
        long cells,
        long differing,
        long unexplained,
        Optional<Integer> truthDifferences,
        Optional<DemoReplica> replica,
        Optional<DemoRequests> requests,
        Duration took,
        String warehouse) {
    static DemoSummary of(
            Ledger ledger,
            Publication publication,
            Optional<List<String>> differences,
            Optional<DemoReplica> replica,
            Optional<DemoRequests> requests,
            Duration took,
            String warehouse) {
        List<Drift> drifts = publication.segments().stream()
                .flatMap(segment -> segment.drift().stream())
                .toList();
        return new DemoSummary(
                ledger.summary().received(),
                ledger.accounting().merged(),
                drifts.stream().mapToLong(Drift::cells).sum(),
                drifts.stream().mapToLong(Drift::differing).sum(),
                drifts.stream().mapToLong(Drift::unexplained).sum(),
                differences.map(List::size),
                replica,
                requests,
                took,
                warehouse);
    }

    long balance() {
        return lines - merged.total();
    }

    boolean agrees() {
        return balance() == 0
                && unexplained == 0
                && truthDifferences.orElse(0) == 0
                && replica.map(DemoReplica::agrees).orElse(true);
    }

    void print(PrintStream out) {
        out.printf(
                Locale.ROOT,
                """

                Books      %d lines = %d events + %d duplicates + %d dead letters, balance %d
                Layers     %d cells compared, %d corrected by the batch layer, %d unexplained
                Truth      %s
                %s%sTook       %.1f s
                Warehouse  %s
                """,
                lines,
                merged.accepted(),
                merged.duplicates(),
                merged.rejected(),
                balance(),
                cells,
                differing,
                unexplained,
                truthDifferences.map(count -> count + " cells differ").orElse("not known for these logs"),
                replica.map(there -> "BigQuery   " + there.summary() + "\n").orElse(""),
                requests.map(asked -> "Requests   " + asked.summary() + "\n").orElse(""),
                took.toMillis() / 1000.0,
                warehouse);
        out.println(agrees() ? "The two layers agree." : "THE TWO LAYERS DO NOT AGREE.");
    }

    ObjectNode json() {
        ObjectNode json = new JsonMapper().createObjectNode();
        json.put("lines", lines);
        json.put("accepted", merged.accepted());
        json.put("duplicates", merged.duplicates());
        json.put("rejected", merged.rejected());
        json.put("balance", balance());
        ObjectNode drift = json.putObject("drift");
        drift.put("cells", cells);
        drift.put("differing_before_batch", differing);
        drift.put("unexplained", unexplained);
        json.put("truth_differences", truthDifferences.orElse(null));
        replica.ifPresent(there -> there.describe(json));
        requests.ifPresent(asked -> asked.describe(json));
        json.put("seconds", took.toMillis() / 1000.0);
        json.put("warehouse", warehouse);
        return json;
    }
}
