package dev.weir.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/** A month in which every minute of every site has requests: no cell of {@code traffic} is missing. */
final class MonthOfMinutes {
    static final int DAYS = 30;
    static final List<String> SITES =
            List.of("www.example.com", "shop.example.com", "api.example.com", "cdn.example.com");

    private static final Instant START = Instant.parse("2026-10-01T00:00:00Z");

    private final int linesPerCell;

    MonthOfMinutes(int linesPerCell) {
        this.linesPerCell = linesPerCell;
    }

    static long cells() {
        return Duration.ofDays(DAYS).toMinutes() * SITES.size();
    }

    void write(OutputStream out) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        for (long minute = 0; minute < Duration.ofDays(DAYS).toMinutes(); minute++) {
            for (String site : SITES) {
                for (int i = 0; i < linesPerCell; i++) {
                    out.write(line(START.plusSeconds(minute * 60 + random.nextInt(60)), site, random)
                            .getBytes(StandardCharsets.US_ASCII));
                }
            }
        }
    }

    private static String line(Instant time, String site, SplittableRandom random) {
        int status = random.nextInt(20) == 0 ? 404 : 200;
        return "{\"time\":\"" + time + "\",\"remote_addr\":\"10.0." + random.nextInt(8) + '.' + random.nextInt(250)
                + "\",\"method\":\"GET\",\"uri\":\"/page/" + random.nextInt(40) + "\",\"status\":" + status
                + ",\"body_bytes_sent\":" + random.nextInt(20_000) + ",\"request_time\":0."
                + (100 + random.nextInt(900)) + ",\"http_user_agent\":\"agent " + random.nextInt(30)
                + "\",\"host\":\"" + site + "\",\"request_id\":\"" + Long.toHexString(random.nextLong()) + "\"}\n";
    }
}
