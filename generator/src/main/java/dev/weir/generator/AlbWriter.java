package dev.weir.generator;

import java.util.SplittableRandom;

/** Access logs of the Application Load Balancer of AWS. */
final class AlbWriter implements LineWriter {
    private static final String ACCOUNT = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/";

    private final SplittableRandom random;
    private final TimeText time = new TimeText();

    AlbWriter(SplittableRandom random) {
        this.random = random;
    }

    /** Where no target answered, the balancer logs -1 for its time: there is no duration. */
    static boolean isAnsweredByTarget(Request request) {
        return !request.isGarbage() && (request.status() < 502 || request.status() > 504);
    }

    @Override
    public void write(Request request, LineBuffer line) {
        boolean answered = isAnsweredByTarget(request);
        int target = 2 + random.nextInt(40);
        line.text(type(request)).octet(' ');
        time.isoMicros(request.time(), line);
        line.text(" app/example/50dc6c495c0c9188 ");
        // IPv6 addresses stand without brackets in these logs.
        line.text(request.caller().client().address()).octet(':').number(1024L + random.nextInt(60_000));
        line.octet(' ');
        target(answered, target, line);
        times(request, answered, line);
        line.digits(request.status(), 3).octet(' ');
        targetStatus(request, answered, line);
        line.octet(' ')
                .number(100L + random.nextInt(900))
                .octet(' ')
                .number(request.bytes())
                .text(" \"");
        requestLine(request, line);
        line.text("\" ");
        ClfWriter.quoted(request.caller().agent().text(), line);
        String group = request.site().service();
        line.text(request.isGarbage() ? " - - " : " TLS_AES_128_GCM_SHA256 TLSv1.3 ");
        line.text(ACCOUNT).text(group).text("/73e2d6bc24d8a067 \"Root=1-58337262-");
        line.hex(random.nextLong()).text("2d991231\" \"");
        line.text(request.isGarbage() ? "-" : request.site().host()).text("\" \"-\" 0 ");
        time.isoMicros(request.time() - request.duration(), line);
        line.text(" \"forward\" \"-\" \"-\" \"");
        target(answered, target, line);
        line.cut(line.length() - 1);
        line.text("\" \"");
        targetStatus(request, answered, line);
        line.text("\" \"-\" \"-\" TID_").hex(random.nextLong()).hex(random.nextLong());
    }

    private static String type(Request request) {
        if (request.isGarbage()) {
            return "http";
        }
        return request.protocol().equals("HTTP/2.0") ? "h2" : "https";
    }

    /** Appends the target and a blank. */
    private static void target(boolean answered, int target, LineBuffer line) {
        if (answered) {
            line.text("10.0.1.").number(target).text(":8080 ");
        } else {
            line.text("- ");
        }
    }

    private static void times(Request request, boolean answered, LineBuffer line) {
        if (answered) {
            // Taking the request and sending the answer cost a millisecond each, as far as there are any.
            int first = Math.min(1, request.duration());
            int last = Math.min(1, request.duration() - first);
            line.seconds(first)
                    .octet(' ')
                    .seconds(request.duration() - first - last)
                    .octet(' ');
            line.seconds(last).octet(' ');
        } else {
            line.text("-1 -1 -1 ");
        }
    }

    private static void targetStatus(Request request, boolean answered, LineBuffer line) {
        if (answered) {
            line.digits(request.status(), 3);
        } else {
            line.octet('-');
        }
    }

    private static void requestLine(Request request, LineBuffer line) {
        if (request.isGarbage()) {
            // The balancer does not repeat what it could not read.
            line.text("- - - ");
            return;
        }
        line.text(request.method().name())
                .octet(' ')
                .text(request.site().origin())
                .text(":443");
        ClfWriter.target(request.place(), line);
        line.octet(' ').text(request.protocol());
    }
}
