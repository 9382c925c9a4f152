package dev.weir.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A dead letter names a format only if the line has something of it. */
class DeadLetterGuessTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '~', quoteCharacter = '`', nullValues = "none", textBlock = """
                    hello world ~ unrecognised_format ~ none
                    a b c d e f g h ~ unrecognised_format ~ none
                    one [two] three ~ unrecognised_format ~ none
                    starting [worker] on port 80 ~ unrecognised_format ~ none
                    [2026-11-22T10:00:00Z] INFO started ~ unrecognised_format ~ none
                    [2026-11-22T10:00:00Z] ~ unrecognised_format ~ none
                    [2026-99-22T10:00:00Z] INFO started ~ bad_timestamp ~ none
                    2026-11-22T10:00:00Z worker started ~ unrecognised_format ~ none
                    info 2026-11-22T10:00:00Z worker started ~ unrecognised_format ~ none
                    "a","b","c" ~ unrecognised_format ~ none
                    "12","b","c" ~ bad_timestamp ~ none
                    1.2.3.4 - - [22/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" abc 5 ~ malformed ~ combined
                    1.2.3.4 - - [22/Nov/2026:10:00:00 +0000]GET ~ malformed ~ combined
                    1.2.3.4 - - [22/Foo/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 5 ~ bad_timestamp ~ combined
                    a.example 1.2.3.4 - - [22/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" abc 5 ~ malformed ~ vhost-combined
                    1.2.3.4:5 [22/Nov/2026:10:00:00.000] web ~ malformed ~ haproxy
                    [2026-11-22T10:00:00Z] "GET / HTTP/1.1" 200 - abc ~ malformed ~ istio
                    """)
    void aDeadLetterOfALine(String line, String reason, String format) {
        ParsedLine parsed = Parsed.auto(line);

        assertThat(parsed.isEvent()).isFalse();
        assertThat(parsed.reason().code()).isEqualTo(reason);
        assertThat(parsed.format()).isEqualTo(format);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"aws-s3,200", "aws-alb,200 200", "aws-elb,200 200"})
    void aLineOfOneFormatThatDepartsFromItNamesThat(String name, String status) {
        String line = LogFormat.parse(name).sample().replaceFirst(" " + status + " ", " abc ");

        ParsedLine parsed = Parsed.auto(line);

        assertThat(parsed.reason()).isEqualTo(Reason.MALFORMED);
        assertThat(parsed.format()).isEqualTo(name);
    }
}
