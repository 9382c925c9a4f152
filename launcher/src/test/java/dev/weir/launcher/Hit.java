package dev.weir.launcher;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A request as a test makes it up.
 *
 * @param id the request id, for formats that carry one
 */
record Hit(Instant time, String id, String client, String path, int status, long bytes) {
    private static final DateTimeFormatter CLF = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss", Locale.ROOT);

    static Hit at(String time, int id) {
        return new Hit(Instant.parse(time), String.format("%032x", id), "10.0.0." + id % 250, "/about", 200, 100 + id);
    }

    /** A line of ingress-nginx, which tells itself apart by its request id. */
    String ingress() {
        return combined() + " 500 0.004 [default-www-8080] [] 10.0.1.2:8080 " + bytes + " 0.004 " + status + " " + id;
    }

    /** A line of the combined format, which is told apart by its place only. */
    String combined() {
        return String.format(
                "%s - - [%s +0000] \"GET %s HTTP/1.1\" %d %d \"-\" \"Mozilla/5.0\"",
                client, CLF.format(time.atZone(ZoneOffset.UTC)), path, status, bytes);
    }

    /** A line of the format that names no zone, as a server in that zone writes it. */
    String seed(ZoneId zone) {
        return seed(CLF.format(time.atZone(zone)));
    }

    /** A line of the format that names no zone, with a local time as given. */
    String seed(String local) {
        return String.format(
                "%s - - [%s] \"GET %s HTTP/1.1\" [%d] %d \"-\" \"Mozilla/5.0\"", client, local, path, status, bytes);
    }
}
