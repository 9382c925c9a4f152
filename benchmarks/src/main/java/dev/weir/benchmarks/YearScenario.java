package dev.weir.benchmarks;

import dev.weir.ledger.BatchSegment;
import dev.weir.ledger.Publication;
import dev.weir.ledger.Range;
import dev.weir.ledger.SpeedSegment;
import dev.weir.ledger.Tally;
import dev.weir.model.Model;
import dev.weir.serving.Engine;
import dev.weir.serving.duckdb.DuckDbEngine;
import dev.weir.warehouse.Disk;
import dev.weir.warehouse.LedgerLog;
import dev.weir.warehouse.UnsyncedDisk;
import dev.weir.warehouse.Warehouse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;

/**
 * What a long history costs: a warehouse whose ledger has as many entries as a stream writes in weeks of micro-batches of two
 * seconds, next to one of a thousand entries about the same days. The history is entries alone, with neither rows nor raw
 * records; the last day is real, and the same in both.
 */
record YearScenario() implements Scenario {
    private static final int DAYS = 21;
    private static final int YOUNG = 1_000;
    private static final int LINES = 20_000;
    private static final String TOPIC = "access-logs";
    private static final int PARTITIONS = 3;
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final Optional<Target> AS_YOUNG = Target.atMost(1.2);

    @Override
    public String name() {
        return "year";
    }

    @Override
    public String about() {
        return "what a warehouse costs whose ledger has many entries, next to one with a thousand about as many days;"
                + " their number stands for that of lines";
    }

    @Override
    public long lines(Sizes sizes) {
        return Math.max(YOUNG, sizes.lines() / 2);
    }

    @Override
    public List<Measurement> measure(Bench bench) throws Exception {
        Grown young = Grown.of(bench, "young", YOUNG);
        Grown old = Grown.of(bench, "old", lines(bench.sizes()));
        Turns turns = bench.turns();
        try (Engine answersYoung = young.engine();
                Engine answersOld = old.engine()) {
            young.add(turns, answersYoung);
            old.add(turns, answersOld);
            Timings timings = turns.run(bench.sizes().warmUps(), bench.sizes().runs());
            return List.of(
                    timings.seconds(old.named("open"), "year_open"),
                    timings.ratio(old.named("open"), young.named("open"), "year_open_to_young", AS_YOUNG),
                    timings.seconds(old.named("append"), "year_append_100"),
                    timings.ratio(old.named("append"), young.named("append"), "year_append_100_to_young", AS_YOUNG),
                    timings.seconds(old.named("micro-batch"), "year_micro_batch"),
                    timings.ratio(
                            old.named("micro-batch"),
                            young.named("micro-batch"),
                            "year_micro_batch_to_young",
                            AS_YOUNG),
                    timings.seconds(old.named("status"), "year_status"),
                    timings.ratio(old.named("status"), young.named("status"), "year_status_to_young", AS_YOUNG),
                    timings.seconds(old.named("answer"), "year_answer"),
                    timings.ratio(old.named("answer"), young.named("answer"), "year_answer_to_young", AS_YOUNG),
                    timings.seconds(old.named("batch"), "year_batch"),
                    timings.ratio(old.named("batch"), young.named("batch"), "year_batch_to_young", AS_YOUNG));
        }
    }

    /** A warehouse with a history, and the logs of its stream. */
    private static final class Grown {
        private final Bench bench;
        private final String name;
        private final Warehouse warehouse;
        private final Path logs;
        private final Path more;
        private int files;
        private long appended;

        private Grown(Bench bench, String name, Warehouse warehouse, Path logs, Path more) {
            this.bench = bench;
            this.name = name;
            this.warehouse = warehouse;
            this.logs = logs;
            this.more = more;
        }

        static Grown of(Bench bench, String name, long entries) throws Exception {
            bench.progress().say("Writing %,d ledger entries", entries);
            Path directory = bench.scratch().resolve(name);
            bench.layers().created(directory);
            Path logs = Files.createDirectories(bench.scratch().resolve(name + "-logs"));
            Configuration unsynced = new Configuration();
            unsynced.setClass(Disk.SETTING, UnsyncedDisk.class, Disk.class);
            Warehouse warehouse = Warehouse.open(directory.toString(), unsynced);
            Grown grown = new Grown(bench, name, warehouse, logs, bench.logs().combined(200));
            grown.write(entries);
            Files.copy(bench.logs().combined(LINES), logs.resolve("first.log"));
            bench.layers().streamInto(grown.warehouse, logs);
            bench.layers().batch(grown.warehouse);
            return grown;
        }

        private void write(long entries) {
            LedgerLog ledger = warehouse.ledger();
            String model = Model.of(ledger.read().settings(), List.of(TOPIC));
            long aDay = entries / DAYS - 1;
            for (int day = 0; day < DAYS; day++) {
                LocalDate date = FIRST.plusDays(day);
                for (long i = 0; i < aDay; i++) {
                    ledger.append(speed(ledger.read().position(), date, model));
                }
                Tally tally = new Tally(aDay * 100, 0, 0);
                BatchSegment segment =
                        new BatchSegment("b" + date, date, tally.total(), tally, Map.of(), new TreeSet<>(), List.of());
                ledger.append(new Publication("b" + day, at(date), ledger.read().position(), model, List.of(segment)));
            }
        }

        private static SpeedSegment speed(long batch, LocalDate day, String model) {
            return new SpeedSegment(
                    "s" + batch + "-5f0c9f0e-4a6e-4a4e-9d6b-0c9f4a6e4a4e",
                    at(day),
                    at(day),
                    TOPIC,
                    batch,
                    day,
                    100,
                    new TreeMap<>(Map.of(day, new Tally(100, 0, 0))),
                    IntStream.range(0, PARTITIONS)
                            .mapToObj(i -> new Range(TOPIC, "topic/" + i, 34 * batch, 34 * batch + 33, 33))
                            .toList(),
                    List.of(),
                    new TreeMap<>(Map.of("combined", 100L)),
                    model,
                    Map.of());
        }

        private static Instant at(LocalDate day) {
            return day.atTime(12, 0).toInstant(ZoneOffset.UTC);
        }

        String named(String work) {
            return name + " " + work;
        }

        Engine engine() {
            return new DuckDbEngine(warehouse, DuckDbEngine.HALF);
        }

        void add(Turns turns, Engine engine) {
            String directory = warehouse.location();
            turns.add(
                    named("open"),
                    Work.of(() -> Warehouse.open(directory).ledger().read().visible()));
            turns.add(named("append"), Work.of(this::append));
            turns.add(named("micro-batch"), Work.of(this::grow, this::stream));
            turns.add(named("status"), Work.of(() -> bench.launcher().run("status", "--warehouse", directory)));
            turns.add(
                    named("answer"),
                    Work.of(() -> QueryScenario.rows(
                            engine,
                            "SELECT SUM(requests) FROM traffic WHERE time >= TIMESTAMP '2026-11-01 00:00:00Z'")));
            turns.add(
                    named("batch"),
                    Work.of(
                            () -> {
                                grow();
                                stream();
                            },
                            () -> bench.layers().batch(warehouse)));
        }

        /** A file of lines that were not there before. */
        private void grow() throws Exception {
            Path file = bench.scratch().resolve(name + ".part");
            List<String> lines = Files.readAllLines(more);
            Files.writeString(file, "# " + files + "\n" + String.join("\n", lines) + "\n");
            Files.move(file, logs.resolve(files++ + ".log"), StandardCopyOption.ATOMIC_MOVE);
        }

        private void stream() throws Exception {
            bench.layers().streamInto(warehouse, logs);
        }

        /** Micro-batches without any record, as one with holes only would be. */
        private void append() {
            LedgerLog ledger = warehouse.ledger();
            String model = Model.of(ledger.read().settings(), List.of(TOPIC));
            for (int i = 0; i < 100; i++) {
                long batch = appended++;
                ledger.append(new SpeedSegment(
                        "e" + batch,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        "empty",
                        batch,
                        FIRST,
                        0,
                        new TreeMap<>(),
                        List.of(),
                        List.of(),
                        new TreeMap<>(),
                        model,
                        Map.of()));
            }
        }
    }
}
