package dev.weir.place;

/**
 * Reads the places of ranges, first IPv4's, then IPv6's: neighbours have often the same few places, so each stands by how
 * long ago it came last.
 */
final class PlaceSequence {
    private static final int RECENT = 250;
    private static final int NEW = 254;
    private static final int LITERAL = 255;

    private final IpPlace[] places;
    private int next = 1;

    PlaceSequence(IpPlace[] places) {
        this.places = places;
    }

    IpPlace[] read(ColumnReader columns, int count) {
        ColumnReader codes = columns.section();
        ColumnReader low = columns.section();
        ColumnReader middle = columns.section();
        ColumnReader high = columns.section();
        IpPlace[] sequence = new IpPlace[count];
        IpPlace[] recent = new IpPlace[RECENT];
        for (int i = 0; i < count; i++) {
            int code = codes.unsignedByte();
            IpPlace place;
            if (code < RECENT) {
                place = require(recent[code]);
            } else if (code == NEW) {
                place = places[next++];
            } else if (code == LITERAL) {
                place = places[low.unsignedByte() | middle.unsignedByte() << 8 | high.unsignedByte() << 16];
            } else {
                throw new IllegalArgumentException("a place has an unknown code");
            }
            System.arraycopy(recent, 0, recent, 1, Math.min(code, RECENT - 1));
            recent[0] = place;
            sequence[i] = place;
        }
        codes.requireEnd();
        low.requireEnd();
        middle.requireEnd();
        high.requireEnd();
        return sequence;
    }

    private static IpPlace require(IpPlace place) {
        if (place == null) {
            throw new IllegalArgumentException("a place came never before");
        }
        return place;
    }
}
