package dev.weir.streaming;

import dev.weir.bigquery.BigQueryOption;
import dev.weir.bigquery.DatasetName;
import dev.weir.bigquery.Replica;
import dev.weir.command.Failures;
import dev.weir.command.FormatOption;
import dev.weir.command.WarehouseOption;
import dev.weir.format.LogFormat;
import dev.weir.warehouse.Compactor;
import dev.weir.warehouse.FileCompactor;
import dev.weir.warehouse.Follower;
import dev.weir.warehouse.Following;
import dev.weir.warehouse.HadoopSettings;
import dev.weir.warehouse.Job;
import dev.weir.warehouse.WallClock;
import dev.weir.warehouse.Warehouse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.service.launcher.IrqHandler;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code weir stream}: the speed layer. */
@Command(
        name = "stream",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Streams log files that land or grow in a directory, the records of a Kafka topic, or the messages of a"
                        + " subscription of Pub/Sub or Pub/Sub Lite into a warehouse.",
        footer = {"", "Ctrl-C or SIGTERM ends it after the micro-batch that is running. Started again, it goes on."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:stopped, or with --available-now, all read",
            "1:a source or the warehouse failed",
            "2:wrong options"
        })
public final class StreamCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(StreamCommand.class);

    /** What shells add to a signal's number. */
    private static final int SIGNALLED = 128;

    private static final List<String> STOP_SIGNALS = List.of("TERM", "INT");

    /** Where lines come from. */
    private enum Kind {
        FILES,
        KAFKA,
        PUBSUB,
        PUBSUBLITE;

        /** As on the command line. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private WarehouseOption warehouseOption;

    @Mixin
    private BigQueryOption bigQueryOption;

    @Option(
            names = "--source",
            defaultValue = "files",
            paramLabel = "KIND",
            description = "Where lines come from: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Kind kind;

    @ArgGroup(exclusive = false, heading = "%nWith --source files:%n", order = 1)
    private FilesOptions files;

    @ArgGroup(exclusive = false, heading = "%nWith --source kafka:%n", order = 2)
    private KafkaOptions kafka;

    @ArgGroup(exclusive = false, heading = "%nWith --source pubsub or pubsublite:%n", order = 3)
    private SubscriptionOptions pubsub;

    @Mixin
    private FormatOption formatOption;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "The zone of times that name none, such as Europe/Berlin. Default: UTC.")
    private Optional<String> zone;

    @Option(
            names = "--trigger",
            paramLabel = "MS",
            description =
                    "Milliseconds between micro-batches. Default: 1000 where the warehouse is on a local disk, 10000"
                            + " elsewhere: an object store bills each request.")
    private Optional<Long> triggerMillis;

    @Option(names = "--available-now", description = "Read what is there, then end.")
    private boolean availableNow;

    @Option(
            names = "--max-lines",
            paramLabel = "N",
            description = "The most lines of a micro-batch. Default: no limit for files, 250000 for Kafka"
                    + " (records) and Pub/Sub (messages). Not with Pub/Sub Lite.")
    private Optional<Long> maxLines;

    @Option(
            names = "--compact-after",
            paramLabel = "N",
            defaultValue = "64",
            description =
                    "Merge the cells of N micro-batches into one segment, and of N such segments into one again, so that"
                            + " answers about days that no batch has read yet stay quick; and the small files of a table's day"
                            + " once there are more than N. 0 for never. Default: ${DEFAULT-VALUE}.")
    private int compactAfter;

    @Option(
            names = "--checkpoint",
            paramLabel = "DIR",
            description = "Where progress is kept. Default: in the warehouse, by what is read.")
    private Optional<String> checkpointDirectory;

    @Option(
            names = "--metrics",
            paramLabel = "[HOST:]PORT",
            description = "Answer http://HOST:PORT/metrics with what was done, for Prometheus or whatever reads"
                    + " OpenMetrics. Default host: localhost. Default: do not.")
    private Optional<String> metricsAddress;

    /** The entry point of the jar that is submitted to a cluster. */
    public static void main(String[] arguments) {
        System.exit(Failures.run(new StreamCommand(), arguments));
    }

    @Override
    public Integer call() throws Exception {
        Optional<String> format = formatOption.spec();
        Pins.requireValid(zone);
        triggerMillis.ifPresent(millis -> requireAtLeast(0, "--trigger", millis));
        bigQueryOption.dataset();
        Optional<HostAndPort> listen = metricsAddress.map(HostAndPort::parse);
        maxLines.ifPresent(most -> requireAtLeast(1, "--max-lines", most));
        if (compactAfter < 0 || compactAfter == 1) {
            throw new IllegalArgumentException(
                    "Invalid --compact-after: " + compactAfter + ", must be 0, or 2 or more");
        }
        StreamMetrics metrics = new StreamMetrics();
        Optional<MetricsServer> server =
                listen.isPresent() ? Optional.of(MetricsServer.start(listen.get(), metrics)) : Optional.empty();
        try (Source source = source()) {
            stream(source, warehouseOption.openOrCreate(), format, metrics);
        } finally {
            server.ifPresent(MetricsServer::close);
        }
        return 0;
    }

    private void stream(Source source, Warehouse warehouse, Optional<String> format, StreamMetrics metrics)
            throws TimeoutException, StreamingQueryException {
        Path where = checkpointDirectory
                .map(Path::new)
                .orElseGet(() -> CheckpointName.place(source, warehouse, HadoopSettings.ofProcess()));
        try (Checkpoint checkpoint = Checkpoint.open(where, warehouse, HadoopSettings.ofProcess())) {
            Pins.pin(warehouse, source.pinned(), format, zone, WallClock.ofProcess());
            Optional<DatasetName> copy = bigQueryOption.dataset();
            Job job = Job.start("weir stream", warehouse, copy.isPresent() ? Replica.WAITING : 0);
            job.tables().create();
            job.tables().upgrade();
            try (Follower follower = follower(job, copy)) {
                Stream stream = new Stream(job, source, checkpoint, follower, metrics, format.map(LogFormat::parse));
                StreamingQuery query = stream.start(trigger(warehouse));
                stopOnSignals(stream, query);
                query.awaitTermination();
            }
        } catch (StreamingQueryException e) {
            throw source.explained(e).orElseThrow(() -> e);
        }
    }

    /** What is told last is closed last: the copy has what was compacted at the end. */
    private Follower follower(Job job, Optional<DatasetName> copy) {
        List<Follower> followers = new ArrayList<>();
        if (compactAfter > 0) {
            Compactor cells = new Compactor(job, compactAfter);
            FileCompactor files = new FileCompactor(job, compactAfter);
            followers.add(new Following("weir compaction", () -> files.compact(cells.compact())));
        }
        copy.map(dataset -> new Replica(job, dataset))
                .ifPresent(replica -> followers.add(Following.of("weir bigquery", replica::catchUp)));
        return Follower.all(followers);
    }

    private Trigger trigger(Warehouse warehouse) {
        if (availableNow) {
            return Trigger.AvailableNow();
        }
        Duration interval =
                triggerMillis.map(Duration::ofMillis).orElseGet(() -> TriggerInterval.of(warehouse.location()));
        LOG.info("A micro-batch every {} ms, where there is something new", interval.toMillis());
        return Trigger.ProcessingTime(interval.toMillis());
    }

    private Source source() {
        require(
                files == null || kind == Kind.FILES,
                "--dir, --max-bytes and --idle are about files; leave them out with --source " + kind);
        require(
                kafka == null || kind == Kind.KAFKA,
                "--bootstrap, --topic, --from and --kafka-… are about Kafka; add --source kafka");
        require(
                pubsub == null || kind == Kind.PUBSUB || kind == Kind.PUBSUBLITE,
                "--subscription, --project, --endpoint, --emulator, --quiet and --connector are about Pub/Sub; add"
                        + " --source pubsub, or pubsublite");
        return switch (kind) {
            case FILES -> {
                require(files != null, "--source files needs --dir PATH");
                yield files.source(maxLines);
            }
            case KAFKA -> {
                require(kafka != null, "--source kafka needs --bootstrap HOST:PORT and --topic T");
                yield kafka.source(maxLines);
            }
            case PUBSUB -> {
                require(pubsub != null, "--source pubsub needs --subscription projects/P/subscriptions/S");
                require(
                        !pubsub.hasLiteOptions(),
                        "--connector is about Pub/Sub Lite; leave it out with --source pubsub");
                yield pubsub.source(maxLines);
            }
            case PUBSUBLITE -> {
                require(
                        pubsub != null,
                        "--source pubsublite needs --subscription projects/P/locations/ZONE/subscriptions/S");
                require(
                        !pubsub.hasOthersThanLite() && maxLines.isEmpty(),
                        "--project, --endpoint, --emulator, --quiet and --max-lines are not about Pub/Sub Lite; leave them"
                                + " out with --source pubsublite");
                yield pubsub.liteSource();
            }
        };
    }

    private static void requireAtLeast(long least, String option, long value) {
        if (value < least) {
            throw new IllegalArgumentException("Invalid " + option + ": " + value + ", must be " + least + " or more");
        }
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    /**
     * Lets the running micro-batch end, whereupon the command ends as always. Without this the virtual machine would stop
     * the session under the micro-batch, and end with the signal's number.
     */
    private static void stopOnSignals(Stream stream, StreamingQuery query) {
        AtomicBoolean asked = new AtomicBoolean();
        for (String signal : STOP_SIGNALS) {
            new IrqHandler(signal, data -> {
                        if (asked.getAndSet(true) || !query.isActive()) {
                            LOG.warn("Stopping at once; what was not admitted is done anew at the next start");
                            Runtime.getRuntime().halt(SIGNALLED + data.getNumber());
                        }
                        LOG.info("Stopping after the micro-batch that is running");
                        stop(stream, query);
                    })
                    .bind();
        }
    }

    private static void stop(Stream stream, StreamingQuery query) {
        try {
            stream.stop(query);
        } catch (TimeoutException e) {
            throw new IllegalStateException("Cannot stop the stream in time; what was admitted stays admitted", e);
        }
    }
}
