package dev.weir.publish;

import dev.weir.logs.TextLines;
import dev.weir.source.files.Decoded;
import dev.weir.streaming.KafkaClientOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weir publish}: sends the lines of files to a topic. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Publish the lines of files, one message each, to a topic of Pub/Sub or Kafka.",
        footer = {
            "",
            "  weir publish access.log.gz --to pubsub:projects/P/topics/T --rate 1000",
            "  weir publish access.log.gz --to kafka:HOST:9092/T --google-login",
            "",
            "Pub/Sub takes Application Default Credentials."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every line was delivered",
            "1:a file or the topic failed; lines may have been delivered",
            "2:wrong options"
        })
public final class PublishCommand implements Callable<Integer> {
    private static final String EMULATOR = "PUBSUB_EMULATOR_HOST";
    private static final Duration REPORT_EVERY = Duration.ofSeconds(10);

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Plain, .gz, .bz2 or .zst; - is standard input.")
    private List<String> files;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "TOPIC",
            description = "pubsub:projects/P/topics/T or kafka:HOST:PORT/TOPIC.")
    private String to;

    @Option(
            names = "--rate",
            defaultValue = "0",
            paramLabel = "LINES",
            description = "Lines a second. Default: as fast as possible.")
    private double rate;

    @Option(
            names = "--emulator",
            paramLabel = "HOST:PORT",
            description = "An emulator of Pub/Sub, to which neither encryption nor credentials are spoken."
                    + " Default: $$PUBSUB_EMULATOR_HOST.")
    private Optional<String> emulator = Optional.empty();

    @ArgGroup(exclusive = false, heading = "%nWith --to kafka:HOST:PORT/TOPIC:%n")
    private KafkaClientOptions kafka;

    @Override
    public Integer call() throws IOException {
        if (!(rate >= 0)) {
            throw new IllegalArgumentException("Invalid --rate: " + rate + ", must be 0 or more");
        }
        TargetAddress address = TargetAddress.parse(
                to,
                emulator.or(() -> Optional.ofNullable(System.getenv(EMULATOR))).filter(host -> !host.isBlank()),
                kafka == null ? new KafkaClientOptions() : kafka);
        if (kafka != null && !(address instanceof TargetAddress.Kafka)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--kafka-option, --kafka-config and --google-login are about Kafka; publish --to"
                            + " kafka:HOST:PORT/TOPIC, or leave them out");
        }
        PrintWriter err = spec.commandLine().getErr();
        Clock clock = Clock.systemUTC();
        try (LineTarget target = address.open()) {
            Pace pace = new Pace(rate, clock);
            for (String file : files) {
                publish(file, target, pace, err);
            }
            target.flush();
            report(pace, err);
        }
        return 0;
    }

    private static void publish(String file, LineTarget target, Pace pace, PrintWriter err) throws IOException {
        Duration reported = pace.elapsed();
        try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
            TextLines lines = new TextLines(Decoded.of(in).text(), () -> {});
            while (lines.next()) {
                pace.step();
                target.send(Arrays.copyOfRange(lines.bytes(), lines.from(), lines.to()));
                if (pace.elapsed().minus(reported).compareTo(REPORT_EVERY) > 0) {
                    reported = pace.elapsed();
                    report(pace, err);
                }
            }
        } catch (IOException e) {
            throw new PublishException(
                    "Cannot read " + file + ": " + e + "; " + pace.steps()
                            + " lines were published before, so publish only the rest",
                    e);
        }
    }

    private static void report(Pace pace, PrintWriter err) {
        double seconds = Math.max(0.001, pace.elapsed().toMillis() / 1000.0);
        err.printf(
                Locale.ROOT,
                "%d lines published in %.1f s (%d lines/s)%n",
                pace.steps(),
                seconds,
                Math.round(pace.steps() / seconds));
        err.flush();
    }
}
