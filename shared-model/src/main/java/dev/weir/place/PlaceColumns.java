package dev.weir.place;

import java.util.ArrayList;
import java.util.List;

/** Reads the distinct places of a table, and what they are made of. */
final class PlaceColumns {
    private final ColumnReader columns;

    PlaceColumns(ColumnReader columns) {
        this.columns = columns;
    }

    /** The places by their index; nowhere first. */
    IpPlace[] read() {
        NetworkKind[] kinds = kinds(columns.section());
        String[] countries = countries(columns.section());
        List<IpPlace> networks = networks(kinds);
        ColumnReader country = columns.section();
        ColumnReader network = columns.section();
        IpPlace[] places = new IpPlace[country.remaining() + 1];
        places[0] = IpPlace.NOWHERE;
        int next = 1;
        for (int i = 1; i < places.length; i++) {
            long index = network.varint();
            IpPlace of = networks.get(index == 0 ? next++ : Math.toIntExact(index - 1));
            places[i] = new IpPlace(countries[country.unsignedByte()], of.asn(), of.organisation(), of.kind());
        }
        network.requireEnd();
        return places;
    }

    private static NetworkKind[] kinds(ColumnReader names) {
        return names.text(names.remaining()).lines().map(NetworkKind::valueOf).toArray(NetworkKind[]::new);
    }

    private static String[] countries(ColumnReader codes) {
        String[] countries = new String[codes.remaining() / 2 + 1];
        countries[0] = "";
        for (int i = 1; i < countries.length; i++) {
            countries[i] = codes.text(2);
        }
        codes.requireEnd();
        return countries;
    }

    /** The networks by their index, as places in no country. */
    private List<IpPlace> networks(NetworkKind[] kinds) {
        ColumnReader numbers = columns.section();
        ColumnReader kind = columns.section();
        ColumnReader names = columns.section();
        List<IpPlace> networks = new ArrayList<>();
        networks.add(IpPlace.NOWHERE);
        while (kind.remaining() > 0) {
            long asn = numbers.varint();
            String name = names.text(names.length());
            networks.add(new IpPlace("", asn, name, kinds[kind.unsignedByte()]));
        }
        numbers.requireEnd();
        names.requireEnd();
        return networks;
    }
}
