package dev.weir.generator;

import java.util.SplittableRandom;

/** nginx with a {@code log_format} of {@code escape=json}, as many tutorials have it. */
final class NginxJsonWriter implements LineWriter {
    private final SplittableRandom random;
    private final TimeText time = new TimeText();

    NginxJsonWriter(SplittableRandom random) {
        this.random = random;
    }

    @Override
    public void write(Request request, LineBuffer line) {
        Place place = request.place();
        line.text("{\"time\":\"");
        time.iso(request.time(), line);
        line.text("+00:00\",\"remote_addr\":\"").text(request.caller().client().address());
        // For garbage nginx leaves these variables empty.
        line.text("\",\"method\":\"")
                .text(request.isGarbage() ? "" : request.method().name());
        line.text("\",\"uri\":\"").text(place == null ? "" : place.path());
        line.text("\",\"args\":\"").text(place == null || place.query() == null ? "" : place.query());
        line.text("\",\"status\":").number(request.status());
        line.text(",\"body_bytes_sent\":").number(request.bytes());
        line.text(",\"request_time\":").seconds(request.duration());
        line.text(",\"http_referer\":\"").json(orEmpty(request.referrer().url()));
        line.text("\",\"http_user_agent\":\"")
                .json(orEmpty(request.caller().agent().text()));
        line.text("\",\"host\":\"").text(request.site().host());
        line.text("\",\"request_id\":\"")
                .hex(random.nextLong())
                .hex(random.nextLong())
                .text("\"}");
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
