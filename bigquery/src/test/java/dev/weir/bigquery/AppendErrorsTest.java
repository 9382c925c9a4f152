package dev.weir.bigquery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.spark.SparkException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the driver gets of a refused append, by what came of it. */
class AppendErrorsTest {
    /** As connector 0.45.0 says it, whose own tests have the second row's form. */
    private static final String OF_CONNECTOR = "INVALID_ARGUMENT: Errors found while processing rows. Entity: s; write"
            + " stream: projects/p/datasets/d/tables/t/streams/s; row errors (append request indexes): ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "{3=Field a: {b} is = c} | Field a: {b} is = c | Field a: {b} is = c",
                "{0=first, 2=second} [2 additional row errors omitted] | first, 2=second | first, 2=second",
                "{0=cut off | cut off | cut off",
                "{} | none | none",
                "NOT_FOUND | none | none",
            })
    void wordsThatTheConnectorKeepsAreRead(String rows, String ofRows, String words) {
        requireRead(failure(OF_CONNECTOR + rows), ofRows, words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "BigQuery refuses rows: Field a | Field a | Field a",
                "BigQuery refuses the append: NOT_FOUND: t | none | NOT_FOUND: t",
                "Task not serializable | none | none",
            })
    void wordsThatWereHeardAreRead(String message, String ofRows, String words) {
        requireRead(failure("Job aborted: Task 0 failed: " + message + "\n\tat scala"), ofRows, words);
    }

    private static void requireRead(Throwable failure, String ofRows, String words) {
        assertThat(AppendErrors.ofRows(failure)).isEqualTo(Optional.ofNullable(ofRows));
        assertThat(AppendErrors.in(failure)).isEqualTo(Optional.ofNullable(words));
    }

    private static Throwable failure(String message) {
        return new RuntimeException("Write error in partitions.", new SparkException(message));
    }
}
