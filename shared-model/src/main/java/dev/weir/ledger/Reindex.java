package dev.weir.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Raw segments parsed anew because the model or its settings changed: which days they touch now.
 *
 * @param written see {@link Entry#written}
 * @param segments by raw segment
 */
public record Reindex(Instant written, Map<String, Indexed> segments) implements Entry {
    public Reindex {
        segments = new TreeMap<>(segments);
    }

    /**
     * One raw segment's index.
     *
     * @param model the model that made it
     * @param days records by event day (by arrival day where there is no event time)
     */
    public record Indexed(String model, SortedMap<LocalDate, Long> days) {
        public Indexed {
            days = new TreeMap<>(days);
        }
    }
}
