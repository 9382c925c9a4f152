package dev.weir.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.warehouse.WarehouseException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class FailuresTest {
    static Stream<Arguments> failures() {
        Error unpacked = new ExceptionInInitializerError("Cannot unpack libzstd-jni: No space left on device");
        return Stream.of(
                Arguments.of(
                        new RuntimeException("task", new WarehouseException("Cannot open: x; do y")),
                        "Cannot open: x; do y"),
                Arguments.of(
                        new RuntimeException("task", new IOException("No space left on device")),
                        "java.io.IOException: No space left on device"),
                Arguments.of(new RuntimeException("task", unpacked), unpacked.toString()),
                // What the second task meets that needs the class.
                Arguments.of(
                        new RuntimeException(
                                "task",
                                new NoClassDefFoundError("Could not initialize class Zstd").initCause(unpacked)),
                        unpacked.toString()));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aUserReadsTheCauseInOneLine(Exception failure, String line) {
        StringWriter err = new StringWriter();

        int code = new CommandLine(new Failing(failure))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler(new Failures())
                .execute();

        assertThat(code).isEqualTo(1);
        assertThat(err).hasToString("failing: " + line + System.lineSeparator());
    }

    @Command(name = "failing")
    private record Failing(Exception failure) implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            throw failure;
        }
    }
}
