package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.generator.Format;
import dev.weir.generator.GeneratedLogs;
import dev.weir.generator.Truth;
import dev.weir.logs.GenerateCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class GenerateCommandTest {
    @TempDir
    Path temp;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void writesLogsTruthAndManifest() throws IOException {
        String dir = temp.resolve("sample").toString();

        int exit = run("--lines", "1000", "--seed", "5", "--format", "aws-alb", "--days", "1", "--out", dir);

        assertThat(exit).isZero();
        assertThat(err.toString()).startsWith("1,000 lines in ").contains("940 accepted, 50 duplicates, 10 rejected");
        assertThat(GeneratedLogs.read(Path.of(dir)).format()).isEqualTo(Format.AWS_ALB.label());
        assertThat(Truth.read(Path.of(dir)).sum("traffic", "requests")).isEqualTo(940);
    }

    @Test
    void printsNothingButLines() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        int exit = printingTo(bytes, "--lines", "200", "--out", "-");

        assertThat(exit).isZero();
        assertThat(bytes.toString(StandardCharsets.ISO_8859_1).lines()).hasSize(200);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void stopsWithoutComplaintWhenNobodyReadsOn() {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("Broken pipe");
            }
        };

        int exit = printingTo(closed, "--lines", "5000");

        assertThat(exit).isZero();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void refusesToMixOldAndNewFiles() {
        String dir = temp.resolve("sample").toString();
        run("--lines", "10", "--out", dir);

        int exit = run("--lines", "10", "--out", dir);

        assertThat(exit).isEqualTo(1);
        assertThat(err.toString()).contains("Cannot write logs: ", "must not exist");
    }

    @Test
    void saysWhatIsWrongWithArguments() {
        assertThat(run("--lines", "0")).isEqualTo(2);
        assertThat(run("--lines", "1", "--format", "iis")).isEqualTo(2);

        assertThat(err.toString())
                .contains("Invalid lines: 0, must be positive")
                .contains("Invalid format: iis, must be one of ingress-nginx");
    }

    @Test
    void helpListsFormatsAndExitCodes() {
        assertThat(run("--help")).isZero();

        assertThat(out.toString()).contains("vhost-combined", "Exit codes:", "The arguments are wrong.", "with 5 %");
    }

    private int printingTo(OutputStream bytes, String... arguments) {
        PrintStream before = System.out;
        System.setOut(new PrintStream(bytes, false, StandardCharsets.ISO_8859_1));
        try {
            return run(arguments);
        } finally {
            System.setOut(before);
        }
    }

    private int run(String... arguments) {
        return new CommandLine(new GenerateCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
