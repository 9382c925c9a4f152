package dev.weir.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "22/Nov/2026:10:00:00 +0000          | 2026-11-22T10:00:00Z        | false",
                "22/Nov/2026:10:00:00 -0530          | 2026-11-22T15:30:00Z        | false",
                "22/Nov/2026:10:00:00.123 +0000      | 2026-11-22T10:00:00.123Z    | false",
                "22/Nov/2026:10:00:00                | 2026-11-22T10:00:00Z        | true",
                "2/Nov/2026:10:00:00 +0000           | 2026-11-02T10:00:00Z        | false",
                "02/Sept/2026:10:00:00 +0000         | 2026-09-02T10:00:00Z        | false",
                "02/sept./2026:10:00:00 +0000        | 2026-09-02T10:00:00Z        | false",
                "02/août/2026:10:00:00 +0200         | 2026-08-02T08:00:00Z        | false",
                "02-Mar-2026 10:00:00                | 2026-03-02T10:00:00Z        | true",
                "29/Feb/2024:00:00:00 +0000          | 2024-02-29T00:00:00Z        | false",
                "2026-11-22T10:00:00Z                | 2026-11-22T10:00:00Z        | false",
                "2026-11-22T10:00:00+01:00           | 2026-11-22T09:00:00Z        | false",
                "2026-11-22T10:00:00+01              | 2026-11-22T09:00:00Z        | false",
                "2026-11-22 10:00:00,5 -0100         | 2026-11-22T11:00:00.500Z    | false",
                "2026-11-22 10:00:00 UTC             | 2026-11-22T10:00:00Z        | false",
                "2026/11/22 10:00:00                 | 2026-11-22T10:00:00Z        | true",
                "2026-11-22T10:00:00.123456789Z      | 2026-11-22T10:00:00.123456Z | false",
                "1763805600                          | 2025-11-22T10:00:00Z        | false",
                "1763805600.1239999                  | 2025-11-22T10:00:00.123999Z | false",
                "1763805600123                       | 2025-11-22T10:00:00.123Z    | false",
                "1763805600123.4567                  | 2025-11-22T10:00:00.123456Z | false",
                "1763805600123456                    | 2025-11-22T10:00:00.123456Z | false",
                "1763805600123456789                 | 2025-11-22T10:00:00.123456Z | false",
                "0                                   | 1970-01-01T00:00:00Z        | false",
                "31/Dec/2016:23:59:60 +0000          | 2016-12-31T23:59:59.999999Z | false",
                "01/Jan/1970:01:00:00 +0100          | 1970-01-01T00:00:00Z        | false",
                "31/Dec/1969:23:00:00 -0100          | 1970-01-01T00:00:00Z        | false",
                "31/Dec/2200:23:59:59 +0000          | 2200-12-31T23:59:59Z        | false",
            })
    void readsEverySyntaxInUse(String text, String expected, boolean assumed) {
        Timestamps times = new Timestamps(ZoneId.of("UTC"));

        assertThat(parse(times, text)).isTrue();
        assertThat(Parsed.time(times.micros())).isEqualTo(expected);
        assertThat(times.zoneAssumed()).isEqualTo(assumed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "x",
                "22/Nov",
                "22/Nov/2026",
                "22/Nov/2026:10:00",
                "32/Nov/2026:10:00:00 +0000",
                "00/Nov/2026:10:00:00 +0000",
                "29/Feb/2026:10:00:00 +0000",
                "22/Nov/2026:24:00:00 +0000",
                "22/Nov/2026:10:60:00 +0000",
                "22/Nov/2026:10:00:61 +0000",
                "22/Xyz/2026:10:00:00 +0000",
                "22/Nov/20x6:10:00:00 +0000",
                "22/Nov/2026:1x:00:00 +0000",
                "22/Nov/2026 10.00.00 +0000",
                "31/Dec/1969:23:59:59 +0000",
                "01/Jan/2201:00:00:00 +0000",
                "01/Jan/0001:00:00:00 +0000",
                "2026-13-01T00:00:00Z",
                "2026-11-22",
                "2026-11-22T10:00",
                "2026-11-22T10:00:00+99:00",
                "9999999999",
                "99999999999999999999"
            })
    void refusesWhatIsNoTime(String text) {
        assertThat(parse(new Timestamps(ZoneId.of("UTC")), text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        // A gap: an hour later. An overlap: the earlier one. As java.time does it.
        "29/Mar/2026:02:30:00, 2026-03-29T01:30:00Z",
        "29/Mar/2026:03:30:00, 2026-03-29T01:30:00Z",
        "25/Oct/2026:02:30:00, 2026-10-25T00:30:00Z",
        "25/Oct/2026:03:30:00, 2026-10-25T02:30:00Z",
        "22/Nov/2026:10:00:00, 2026-11-22T09:00:00Z"
    })
    void assumesTheConfiguredZoneAlsoWhereClocksChange(String text, String expected) {
        Timestamps times = new Timestamps(ZoneId.of("Europe/Berlin"));

        assertThat(parse(times, text)).isTrue();
        assertThat(Parsed.time(times.micros())).isEqualTo(expected);
        assertThat(times.zoneAssumed()).isTrue();
    }

    @Test
    void agreesWithJavaTimeWhateverWasReadBefore() {
        ZoneId zone = ZoneId.of("America/Sao_Paulo");
        DateTimeFormatter clf = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss", Locale.ENGLISH);
        Timestamps reused = new Timestamps(zone);
        Random random = new Random(7);

        for (int i = 0; i < 20_000; i++) {
            LocalDateTime local = LocalDateTime.of(1971, 1, 1, 0, 0).plusSeconds((long) (random.nextDouble() * 7.2e9));
            assertThat(parse(reused, clf.format(local))).isTrue();
            assertThat(reused.micros())
                    .as("%s", local)
                    .isEqualTo(local.atZone(zone).toEpochSecond() * 1_000_000);
        }
    }

    private static boolean parse(Timestamps times, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return times.parse(bytes, 0, bytes.length);
    }
}
