package dev.weir.generator;

/** The formats that descend from the Common Log Format. */
final class ClfWriter implements LineWriter {
    private final Variant variant;
    private final TimeText time = new TimeText();

    ClfWriter(Variant variant) {
        this.variant = variant;
    }

    /** What tells the formats apart. */
    enum Variant {
        COMBINED,
        VHOST,
        /** Status in brackets, time without zone. */
        SEED
    }

    @Override
    public void write(Request request, LineBuffer line) {
        if (variant == Variant.VHOST) {
            line.text(request.site().host()).text(request.isGarbage() ? ":80 " : ":443 ");
        }
        line.text(request.caller().client().address()).text(" - - [");
        time.clf(request.time(), line);
        line.text(variant == Variant.SEED ? "] \"" : " +0000] \"");
        requestLine(request, line);
        line.text("\" ");
        if (variant == Variant.SEED) {
            line.octet('[').digits(request.status(), 3).octet(']');
        } else {
            line.digits(request.status(), 3);
        }
        line.octet(' ');
        if (variant == Variant.COMBINED && request.bytes() == 0) {
            line.octet('-');
        } else {
            line.number(request.bytes());
        }
        line.octet(' ');
        quoted(request.referrer().url(), line);
        line.octet(' ');
        quoted(request.caller().agent().text(), line);
    }

    static void requestLine(Request request, LineBuffer line) {
        if (request.isGarbage()) {
            line.escaped(request.garbage());
            return;
        }
        line.text(request.method().name()).octet(' ');
        target(request.place(), line);
        line.octet(' ').text(request.protocol());
    }

    static void target(Place place, LineBuffer line) {
        line.text(place.path());
        if (place.query() != null) {
            line.octet('?').text(place.query());
        }
    }

    static void quoted(String text, LineBuffer line) {
        line.octet('"').escaped(text == null ? "-" : text).octet('"');
    }
}
