package dev.weir.bigquery;

import dev.weir.command.Failures;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;
import org.apache.spark.util.TaskFailureListener;

/**
 * Brings what BigQuery says to a task that appends to the driver. The connector catches its client's exception, logs it and
 * returns it as the task's result; that cannot be serialized, and all that the driver gets is that it cannot, or, from
 * 0.44.2 on, nothing of rows. So this listens to that log, in the task's thread, and makes the task fail with BigQuery's
 * words. From 0.45.0 on the driver gets them by the connector, too: that is how they come where nothing is heard.
 */
final class AppendErrors {
    private static final String OF_ROWS = "BigQuery refuses rows: ";
    private static final String OTHER = "BigQuery refuses the append: ";

    /**
     * What {@code BigQueryUtil.makeSerializable} of connector 0.45.0 puts before the words of all rows, each after its
     * number: {@code {0=words, 7=words}}.
     */
    private static final String KEPT = "row errors (append request indexes): {";

    private AppendErrors() {}

    /** The same rows; if a task fails to append them, the failure has BigQuery's words. */
    static Dataset<Row> heard(Dataset<Row> rows) {
        MapPartitionsFunction<Row, Row> listening = part -> {
            TaskCompletionListener returned =
                    task -> Log.heard().flatMap(AppendErrors::told).ifPresent(words -> {
                        throw new Told(words);
                    });
            TaskFailureListener failed =
                    (task, failure) -> told(failure).map(Told::new).ifPresent(failure::addSuppressed);
            TaskContext.get().addTaskCompletionListener(returned);
            TaskContext.get().addTaskFailureListener(failed);
            Log.listen();
            return part;
        };
        return rows.mapPartitions(listening, Encoders.row(rows.schema()));
    }

    /** BigQuery's words, in one line, if a failure is of rows that were {@link #heard}. */
    static Optional<String> in(Throwable failure) {
        return ofRows(failure).or(() -> after(OTHER, failure));
    }

    /** BigQuery's words, in one line, if single rows may be why they were not appended. */
    static Optional<String> ofRows(Throwable failure) {
        return after(OF_ROWS, failure).or(() -> after(KEPT, failure).flatMap(AppendErrors::first));
    }

    /** The rest of the line of what a failure or a cause of it says. */
    private static Optional<String> after(String beginning, Throwable failure) {
        return Failures.causes(failure)
                .flatMap(cause -> Stream.ofNullable(cause.getMessage()))
                .flatMap(String::lines)
                .filter(line -> line.contains(beginning))
                .findFirst()
                .map(line -> line.substring(line.indexOf(beginning) + beginning.length())
                        .strip());
    }

    /** The first row's words, and what follows them of other rows. */
    private static Optional<String> first(String rows) {
        int end = rows.lastIndexOf('}');
        String words = rows.substring(rows.indexOf('=') + 1, end < 0 ? rows.length() : end);
        return words.isEmpty() ? Optional.empty() : Optional.of(words);
    }

    private static Optional<String> told(Throwable failure) {
        return Failures.causes(failure)
                .flatMap(cause -> rowErrors(cause).stream())
                .findFirst()
                .map(OF_ROWS::concat)
                .or(() -> Refusal.said(failure).map(words -> (mayBeOfRows(words) ? OF_ROWS : OTHER) + words))
                .map(words -> words.replaceAll("\\s+", " "));
    }

    /** An invalid argument may also be the table; the connector itself refuses a row of more than a request's size. */
    private static boolean mayBeOfRows(String words) {
        return words.startsWith("INVALID_ARGUMENT") || words.startsWith("A single row of size");
    }

    /** Of an {@code AppendSerializationError}: the connector's editions have its class in packages of their own. */
    private static Collection<String> rowErrors(Throwable cause) {
        try {
            @SuppressWarnings("unchecked")
            Map<Integer, String> messages = (Map<Integer, String>)
                    cause.getClass().getMethod("getRowIndexToErrorMessage").invoke(cause);
            return messages.values();
        } catch (ReflectiveOperationException e) {
            // It is none.
            return List.of();
        }
    }

    /** Bears BigQuery's words. */
    private static final class Told extends RuntimeException {
        private static final long serialVersionUID = 1;

        Told(String words) {
            super(words, null, false, false);
        }
    }

    /** Keeps the exception that the connector logs, by thread; nobody else gets it. */
    private static final class Log extends AbstractAppender {
        private static final String CONNECTOR =
                "com.google.cloud.spark.bigquery.write.DataSourceWriterContextPartitionHandler";

        private static final ThreadLocal<Throwable> LAST = new ThreadLocal<>();

        private Log() {
            super("weir", null, null, true, Property.EMPTY_ARRAY);
        }

        /** From now on, in this thread. */
        static synchronized void listen() {
            LAST.remove();
            // Where logs go elsewhere, nothing is heard.
            if (LogManager.getContext(false) instanceof LoggerContext context
                    && !context.getConfiguration().getLoggers().containsKey(CONNECTOR)) {
                Log log = new Log();
                log.start();
                LoggerConfig logger = new LoggerConfig(CONNECTOR, Level.WARN, false);
                logger.addAppender(log, Level.WARN, null);
                context.getConfiguration().addLogger(CONNECTOR, logger);
                context.updateLoggers();
            }
        }

        static Optional<Throwable> heard() {
            Optional<Throwable> heard = Optional.ofNullable(LAST.get());
            LAST.remove();
            return heard;
        }

        @Override
        public void append(LogEvent event) {
            LAST.set(event.getThrown());
        }
    }
}
