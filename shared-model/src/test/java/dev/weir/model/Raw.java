package dev.weir.model;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;

/** A raw record in an archive's segment. */
@SuppressWarnings("ArrayRecordComponent") // Records are never compared.
record Raw(String segment, String source, String partition, long position, Instant arrived, byte[] value) {
    static final Instant ARRIVED = Instant.parse("2026-03-03T00:00:01Z");

    static Raw of(String segment, long position, String line) {
        return new Raw(segment, "access.log", "file-1", position, ARRIVED, line.getBytes(StandardCharsets.UTF_8));
    }

    Raw in(String other) {
        return new Raw(other, source, partition, position, arrived, value);
    }

    /** Records with request ids, of which some repeat, and with dead letters among them; a copy stands elsewhere. */
    static List<Raw> generated(long seed, int count, int percentCopies) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Raw> records = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean copy = !lines.isEmpty() && random.nextInt(100) < percentCopies;
            String line = copy
                    ? lines.get(random.nextInt(lines.size()))
                    : random.nextInt(10) == 0
                            ? "garbage " + random.nextInt(5)
                            : json("r" + i, 1 + random.nextInt(2), random.nextInt(1_000));
            lines.add(line);
            records.add(of("s" + random.nextInt(4), i, line));
        }
        return records;
    }

    /** A line of a format whose lines carry request ids. */
    static String json(String requestId, int day, int milliseconds) {
        return "{\"time\":\"2026-03-0" + day + "T23:59:59Z\",\"remote_addr\":\"192.0.2.7\",\"method\":\"GET\","
                + "\"uri\":\"/a/" + milliseconds + "\",\"status\":200,\"body_bytes_sent\":5,\"request_time\":0."
                + milliseconds + ",\"http_referer\":\"https://www.example.com/x\",\"http_user_agent\":\"agent\","
                + "\"host\":\"www.example.com\",\"request_id\":\"" + requestId + "\"}";
    }

    static Dataset<Row> table(SparkSession spark, List<Raw> records) {
        List<Row> rows = records.stream()
                .map(raw -> RowFactory.create(
                        raw.source,
                        raw.partition,
                        raw.position,
                        Timestamp.from(raw.arrived),
                        null,
                        raw.value,
                        raw.segment))
                .toList();
        return spark.createDataFrame(rows, RawRecords.SCHEMA.add(Lines.RAW_SEGMENT, DataTypes.StringType, false));
    }
}
