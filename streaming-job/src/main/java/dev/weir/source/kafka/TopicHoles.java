package dev.weir.source.kafka;

import static org.apache.spark.sql.functions.col;

import dev.weir.ledger.Hole;
import dev.weir.ledger.Ledger;
import dev.weir.model.RawRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Finds what a topic lost before it was read. An offset is lost if it was next to be read, is not in the archive, and lies
 * before the topic's beginning as it is after reading. Offsets that are missing between that beginning and the end are none
 * of it: transaction markers, records taken back, and what compaction replaced.
 *
 * @param source the records' {@code source}
 * @param start where the stream began
 */
record TopicHoles(String source, KafkaTopic topic, TopicStart start, Path checkpoint, Configuration hadoop) {
    /**
     * Looks for what a micro-batch should have held.
     *
     * @param landed its records in the archive
     * @param ledger as it was before it
     */
    List<Hole> in(long batch, Dataset<Row> landed, Ledger ledger) {
        SortedMap<Integer, Long> done;
        try {
            done = PlannedOffsets.endOf(batch - 1, start.topic(), checkpoint, hadoop);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, Long> known = ledger.accounting().nextPositions(source);
        List<Hole> holes = new ArrayList<>();
        topic.beginnings().forEach((number, beginning) -> {
            String partition = topic.partition(number);
            long begun = start.of(number);
            long next = Math.max(known.getOrDefault(partition, begun), done.getOrDefault(number, 0L));
            // A stream that was begun behind what is known skips what lies between.
            long end = Math.max(beginning, begun);
            if (next < end) {
                holes.addAll(between(partition, next, end, landed));
            }
        });
        return holes;
    }

    private List<Hole> between(String partition, long next, long end, Dataset<Row> landed) {
        Iterator<Long> positions = landed.where(col(RawRecords.PARTITION)
                        .equalTo(partition)
                        .and(col(RawRecords.POSITION).geq(next))
                        .and(col(RawRecords.POSITION).lt(end)))
                .select(RawRecords.POSITION)
                .orderBy(RawRecords.POSITION)
                .as(Encoders.LONG())
                .toLocalIterator();
        List<Hole> holes = new ArrayList<>();
        long expected = next;
        while (positions.hasNext()) {
            long position = positions.next();
            if (expected < position) {
                holes.add(new Hole(source, partition, expected, position - 1));
            }
            expected = position + 1;
        }
        if (expected < end) {
            holes.add(new Hole(source, partition, expected, end - 1));
        }
        return holes;
    }
}
