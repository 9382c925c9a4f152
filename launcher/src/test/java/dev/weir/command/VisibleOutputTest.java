package dev.weir.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;

class VisibleOutputTest {
    private static final long SEED = new Random().nextLong();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    NUL                         | 00         | \\u0000
                    ESC, which begins a command | 1b5b324a   | \\u001b[2J
                    a carriage return           | 610d62     | a\\u000db
                    DEL                         | 7f         | \\u007f
                    CSI of C1                   | c29b       | \\u009b
                    the last of C1              | c29f       | \\u009f
                    right-to-left override      | e280ae     | \\u202e
                    the first of the embeddings | e280aa     | \\u202a
                    an isolate                  | e281a6     | \\u2066
                    the last of the isolates    | e281a9     | \\u2069
                    an Arabic letter mark       | d89c       | \\u061c
                    a line separator            | e280a8     | \\u2028
                    a no-break space is seen    | c2a0       | \u00a0
                    letters are seen            | c3a4e282ac | ä€
                    emoji are seen              | f09f9880   | \ud83d\ude00
                    a lone C1 byte              | 619b62     | a\ufffdb
                    an overlong slash           | c0af       | \ufffd
                    an overlong ESC             | e0809b     | \ufffd
                    a surrogate                 | eda080     | \ufffd
                    beyond Unicode              | f4908080   | \ufffd
                    no first byte               | ff61       | \ufffda
                    a character broken off      | e28061     | \ufffda
                    broken off by another       | e280c3a4   | \ufffdä
                    broken off at the end       | 61c3       | a\ufffd""")
    void whatSteersATerminalIsSeenInstead(String what, String hex, String seen) throws IOException {
        byte[] bytes = HexFormat.of().parseHex(hex);

        assertThat(seen(bytes, bytes.length)).as(what).isEqualTo(seen);
    }

    @Test
    void linesAndColumnsStay() throws IOException {
        byte[] text = "a\tb\nc".getBytes(StandardCharsets.UTF_8);

        assertThat(seen(text, text.length)).isEqualTo("a\tb\nc");
        assertThat(Visible.line("a\tb\nc\u001b")).isEqualTo("a\\u0009b\\u000ac\\u001b");
    }

    @Test
    void howTheBytesAreSplitChangesNothing() throws IOException {
        Random random = new Random(SEED);
        for (int run = 0; run < 2000; run++) {
            byte[] bytes = new byte[random.nextInt(24)];
            random.nextBytes(bytes);
            String whole = seen(bytes, bytes.length);

            assertThat(seen(bytes, 1 + random.nextInt(3)))
                    .as("seed %d, run %d", SEED, run)
                    .isEqualTo(whole);
            assertThat(whole.codePoints()).as("seed %d, run %d", SEED, run).noneMatch(Visible::steers);
        }
    }

    @Test
    void jsonStaysTheSameJson() throws IOException {
        JsonMapper mapper = new JsonMapper();
        StringBuilder all = new StringBuilder();
        for (int c = 0; c < 0x2100; c++) {
            all.append((char) c);
        }
        byte[] json = mapper.writeValueAsBytes(all.toString());

        String seen = seen(json, 7);

        assertThat(seen.codePoints()).noneMatch(Visible::steers);
        assertThat(mapper.readValue(seen, String.class)).isEqualTo(all.toString());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whateverACommandPrintsIsVisible(boolean fails) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream outBefore = System.out;
        PrintStream errBefore = System.err;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            Failures.run(new Hostile(fails));
        } finally {
            System.setOut(outBefore);
            System.setErr(errBefore);
        }

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("out \\u001b[2J\n");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("err \\u202e\n" + (fails ? "hostile: Cannot read \\u001b]0;x\\u0007: ä\n" : ""));
    }

    @Command(name = "hostile")
    private record Hostile(boolean fails) implements Callable<Integer> {
        @Override
        public Integer call() {
            System.out.println("out \u001b[2J");
            System.err.println("err \u202e");
            if (fails) {
                throw new IllegalArgumentException("Cannot read \u001b]0;x\u0007: ä");
            }
            return 0;
        }
    }

    private static String seen(byte[] bytes, int step) throws IOException {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        try (VisibleOutput out = new VisibleOutput(seen)) {
            for (int i = 0; i < bytes.length; i += step) {
                out.write(bytes, i, Math.min(step, bytes.length - i));
            }
        }
        return seen.toString(StandardCharsets.UTF_8);
    }
}
