package dev.weir.generator;

import java.util.SplittableRandom;

/** Makes lines that no parser can take for a log line of any format. */
final class Malformed {
    /** An address and the beginning of a date at most. */
    private static final int LONGEST_HEAD = 24;

    private static final int LONGEST_TAIL = 12;

    private static final String[] HTML = {
        "<html>",
        "<!DOCTYPE html>",
        "<head><title>502 Bad Gateway</title></head>",
        "<center><h1>502 Bad Gateway</h1></center>",
        "<hr><center>nginx</center>",
        "</body></html>",
    };

    private static final String[] WRONGLY_QUOTED = {
        "192.0.2.44 - - [20/Nov/2026:10:00:00 +0000] \"GET /about HTTP/1.1 200 512 \"-\" \"Mozilla/5.0 (X11",
        "192.0.2.44 - - [20/Nov/2026:10:00:00 +0000] GET /about HTTP/1.1 200 512 - Mozilla/5.0",
        "192.0.2.44 - - [20/Nov/2026:10:00:00 \"GET /about HTTP/1.1\" 200 512",
        "{'time':'2026-11-20T10:00:00+00:00','remote_addr':'192.0.2.44','status':200",
        "{\"time\":\"2026-11-20T10:00:00+00:00,\"remote_addr\":\"192.0.2.44\",\"status\":",
    };

    private final SplittableRandom random;

    Malformed(SplittableRandom random) {
        this.random = random;
    }

    /** Replaces a good line by a malformed one. */
    void spoil(LineBuffer line) {
        switch (random.nextInt(6)) {
            case 0 -> line.clear();
            case 1 -> line.cut(1 + random.nextInt(LONGEST_HEAD));
            case 2 -> line.keepTail(1 + random.nextInt(LONGEST_TAIL));
            case 3 -> binary(line.clear());
            case 4 -> line.clear().text(WRONGLY_QUOTED[random.nextInt(WRONGLY_QUOTED.length)]);
            default -> line.clear().text(HTML[random.nextInt(HTML.length)]);
        }
    }

    /** NUL first, invalid UTF-8 second, then anything but line breaks. */
    private void binary(LineBuffer line) {
        line.octet(0).octet(0xff);
        for (int i = random.nextInt(150); i > 0; i--) {
            int octet = random.nextInt(256);
            line.octet(octet == '\n' || octet == '\r' ? 0xfe : octet);
        }
    }
}
