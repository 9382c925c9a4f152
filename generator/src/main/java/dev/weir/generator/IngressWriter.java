package dev.weir.generator;

import java.util.SplittableRandom;

/** The {@code upstreaminfo} format of ingress-nginx: durations, upstreams, a request id. */
final class IngressWriter implements LineWriter {
    private static final int RETRIES_PER_THOUSAND = 5;

    private final SplittableRandom random;
    private final TimeText time = new TimeText();

    IngressWriter(SplittableRandom random) {
        this.random = random;
    }

    @Override
    public void write(Request request, LineBuffer line) {
        line.text(request.caller().client().address()).text(" - - [");
        time.clf(request.time(), line);
        line.text(" +0000] \"");
        ClfWriter.requestLine(request, line);
        line.text("\" ")
                .digits(request.status(), 3)
                .octet(' ')
                .number(request.bytes())
                .octet(' ');
        ClfWriter.quoted(request.referrer().url(), line);
        line.octet(' ');
        ClfWriter.quoted(request.caller().agent().text(), line);
        line.octet(' ')
                .number(request.isGarbage() ? 0 : 200L + random.nextInt(900))
                .octet(' ')
                .seconds(request.duration())
                .octet(' ');
        upstream(request, line);
        line.octet(' ').hex(random.nextLong()).hex(random.nextLong());
    }

    private void upstream(Request request, LineBuffer line) {
        if (request.isGarbage()) {
            line.text("[] [] - - - -");
            return;
        }
        line.text("[default-").text(request.site().service()).text("-8080] [] ");
        boolean retried = request.duration() > 10 && random.nextInt(1000) < RETRIES_PER_THOUSAND;
        if (retried) {
            pod(line);
            line.text(", ");
        }
        pod(line);
        line.octet(' ').text(retried ? "0, " : "").number(request.bytes());
        line.octet(' ').text(retried ? "0.004, " : "").seconds(retried ? request.duration() - 5 : request.duration());
        line.octet(' ').text(retried ? "502, " : "").digits(request.status(), 3);
    }

    private void pod(LineBuffer line) {
        line.text("10.0.")
                .number(random.nextInt(4))
                .octet('.')
                .number(2 + random.nextInt(40))
                .text(":8080");
    }
}
