package dev.weir.model;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.LocalSpark;
import dev.weir.format.Field;
import dev.weir.format.LineParser;
import dev.weir.format.LogFormat;
import dev.weir.format.ParsedLine;
import dev.weir.format.ParserSettings;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

class LinesTest {
    private final SparkSession spark = LocalSpark.session();

    @Test
    void haveEveryColumnAsTheParserGivesIt() {
        Instant afterAll = Instant.parse("2027-01-01T00:00:00Z");
        List<Row> raw = new ArrayList<>();
        List<LogFormat> formats =
                LogFormat.builtIns().stream().filter(f -> !f.sample().isEmpty()).toList();
        for (int i = 0; i < formats.size(); i++) {
            LogFormat format = formats.get(i);
            raw.add(RowFactory.create(
                    format.name(),
                    "partition",
                    (long) i,
                    Timestamp.from(afterAll),
                    format.sampleHeader(),
                    format.sample().getBytes(StandardCharsets.UTF_8),
                    "raw"));
        }
        ModelSettings settings = ModelSettings.DEFAULT;
        for (LogFormat format : formats) {
            settings = settings.withPin(new ModelSettings.Pin(format.name(), format.name(), "Europe/Berlin"));
        }

        List<Row> rows = lines(
                        spark.createDataFrame(
                                raw, RawRecords.SCHEMA.add(Lines.RAW_SEGMENT, DataTypes.StringType, false)),
                        settings)
                .orderBy("position")
                .collectAsList();

        assertThat(rows).hasSameSizeAs(formats);
        Set<Field> seen = EnumSet.noneOf(Field.class);
        for (int i = 0; i < formats.size(); i++) {
            LogFormat format = formats.get(i);
            ParsedLine expected = parsed(format);
            Row row = rows.get(i);
            assertThat(row.<String>getAs("format")).isEqualTo(expected.format());
            assertThat(row.<String>getAs("source")).isEqualTo(format.name());
            assertThat(row.<String>getAs("partition")).isEqualTo("partition");
            assertThat(row.<Timestamp>getAs("arrived").toInstant()).isEqualTo(afterAll);
            assertThat(row.<String>getAs("raw_segment")).isEqualTo("raw");
            assertThat(row.<String>getAs("segment")).isEqualTo("segment");
            assertThat(row.<byte[]>getAs("raw")).isNull();
            assertThat(row.<String>getAs("outcome")).isEqualTo("accepted");
            for (Field field : Field.values()) {
                assertThat(row.<Object>getAs(field.column()))
                        .as("%s of %s", field.column(), format.name())
                        .isEqualTo(value(expected, field));
                if (expected.has(field)) {
                    seen.add(field);
                }
            }
        }
        assertThat(EnumSet.complementOf(EnumSet.copyOf(seen)))
                .as("fields that no sample has")
                .containsExactly(Field.HTTP_REQUEST_LINE);
    }

    @Test
    void ofGarbageRequestsAreEventsWithTheRequestAsLogged() {
        String line = "192.0.2.1 - - [02/Mar/2026:10:00:00 +0000] \"\\x16\\x03\\x01\" 400 1";

        Row row = lines(Raw.table(spark, List.of(Raw.of("s1", 1, line))), ModelSettings.DEFAULT)
                .first();

        assertThat(row.<String>getAs("outcome")).isEqualTo("accepted");
        assertThat(row.<String>getAs("http_request_line")).isNotEmpty();
        assertThat(row.<String>getAs("http_request_method")).isNull();
        assertThat(row.<String>getAs("url_template")).isEqualTo("-");
    }

    @Test
    void ofDeadLettersKeepTheBytesAndTheReasonOnTheDayOfArrival() {
        byte[] garbage = {(byte) 0x16, 3, 1, (byte) 0xff, 0};
        Raw record = new Raw("s1", "access.log", "file-1", 3, Raw.ARRIVED, garbage);

        Row row =
                lines(Raw.table(spark, List.of(record)), ModelSettings.DEFAULT).first();

        assertThat(row.<String>getAs("outcome")).isEqualTo("rejected");
        assertThat(row.<String>getAs("reason")).isNotEmpty();
        assertThat(row.<byte[]>getAs("raw")).isEqualTo(garbage);
        assertThat(row.<Date>getAs("day")).hasToString("2026-03-03");
        assertThat(row.<byte[]>getAs("event_id")).hasSize(16);
        for (Field field : Field.values()) {
            assertThat(row.<Object>getAs(field.column())).as(field.column()).isNull();
        }
        assertThat(row.<String>getAs("site")).isEqualTo("-");
        assertThat(row.<String>getAs("url_template")).isEqualTo("-");
        assertThat(row.<String>getAs("referrer_site")).isEqualTo("-");
    }

    @Test
    void haveTheDeclaredSchema() {
        Dataset<Row> lines = lines(Raw.table(spark, List.of()), ModelSettings.DEFAULT);

        assertThat(lines.schema().fieldNames()).isEqualTo(Lines.SCHEMA.fieldNames());
        for (int i = 0; i < Lines.SCHEMA.length(); i++) {
            assertThat(lines.schema().apply(i).dataType())
                    .isEqualTo(Lines.SCHEMA.apply(i).dataType());
        }
    }

    @Test
    void haveTheirDayInUtcWhateverTheZoneOfTheSession() {
        List<Raw> records = List.of(
                Raw.of("s1", 1, Raw.json("r1", 1, 1)),
                Raw.of("s1", 2, "garbage"),
                Raw.of("s1", 3, "192.0.2.1 - - [02/Mar/2026:00:30:00 +0100] \"GET / HTTP/1.1\" 200 1"));
        List<List<String>> days = new ArrayList<>();
        for (String zone : List.of("Pacific/Kiritimati", "America/Los_Angeles")) {
            SparkSession session = spark.newSession();
            session.conf().set("spark.sql.session.timeZone", zone);
            days.add(LocalSpark.rows(lines(Raw.table(session, records), ModelSettings.DEFAULT)
                    .selectExpr("position", "CAST(day AS STRING)", "digest")));
        }

        assertThat(days.get(1)).isEqualTo(days.get(0));
        assertThat(days.get(0).get(0)).startsWith("1 | 2026-03-01");
        assertThat(days.get(0).get(1)).startsWith("2 | 2026-03-03");
        assertThat(days.get(0).get(2)).startsWith("3 | 2026-03-01");
    }

    @Test
    void haveADigestOfAllThatIsStoredButTheSegment() {
        Dataset<Row> lines = lines(Raw.table(spark, Raw.generated(1, 30, 10)), ModelSettings.DEFAULT);
        List<String> stored = digests(lines);

        assertThat(digests(lines.withColumn("digest", Lines.digest()))).isEqualTo(stored);
        assertThat(digests(lines.withColumn("segment", lit("other")).withColumn("digest", Lines.digest())))
                .isEqualTo(stored);
        for (String column : List.of("outcome", "site", "raw_segment", "reason", "url_query")) {
            assertThat(digests(lines.withColumn(column, lit("x")).withColumn("digest", Lines.digest())))
                    .as("digests with another %s", column)
                    .doesNotContainAnyElementsOf(stored);
        }
        Dataset<Row> moved = lines.where("outcome = 'accepted'")
                .withColumn("url_query", col("url_path"))
                .withColumn("url_path", lit(null).cast("string"));
        assertThat(digests(moved.withColumn("digest", Lines.digest())))
                .as("digests with the path in the next column")
                .doesNotContainAnyElementsOf(stored);
    }

    private static List<String> digests(Dataset<Row> lines) {
        return LocalSpark.rows(lines.select("position", "digest"));
    }

    private static Dataset<Row> lines(Dataset<Row> raw, ModelSettings settings) {
        Dataset<Row> parsed = Lines.parsed(raw, settings);
        try (Copies copies = Copies.among(raw, settings)) {
            return Lines.of(parsed, copies, lit("segment")).localCheckpoint();
        }
    }

    private static ParsedLine parsed(LogFormat format) {
        ParsedLine line = new ParsedLine();
        byte[] bytes = format.sample().getBytes(StandardCharsets.UTF_8);
        ParserSettings settings =
                new ParserSettings(java.time.ZoneId.of("Europe/Berlin"), ParserSettings.DEFAULT.trusted());
        new LineParser(format, settings).parse(bytes, 0, bytes.length, format.sampleHeader(), line);
        return line;
    }

    private static Object value(ParsedLine line, Field field) {
        if (!line.has(field)) {
            return null;
        }
        return switch (field.type()) {
            case TEXT -> line.text(field);
            case NUMBER -> line.number(field);
            case BOOLEAN -> line.number(field) != 0;
            case TIMESTAMP ->
                Timestamp.from(Instant.EPOCH.plus(line.number(field), java.time.temporal.ChronoUnit.MICROS));
        };
    }
}
