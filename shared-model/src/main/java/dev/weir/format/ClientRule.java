package dev.weir.format;

import java.util.Arrays;

/**
 * Finds the client behind trusted proxies: from the right of {@code X-Forwarded-For}, the first address that is not
 * trusted. The left end of that list is the attacker's to write.
 */
final class ClientRule {
    private final TrustedProxies trusted;
    private final Hosts hosts = new Hosts();

    ClientRule(TrustedProxies trusted) {
        this.trusted = trusted;
    }

    void apply(ParsedLine out) {
        boolean client = out.has(Field.CLIENT_ADDRESS);
        boolean peer = out.has(Field.NETWORK_PEER_ADDRESS);
        if (client && !peer) {
            out.copy(Field.CLIENT_ADDRESS, Field.NETWORK_PEER_ADDRESS);
        } else if (peer && !client) {
            out.copy(Field.NETWORK_PEER_ADDRESS, Field.CLIENT_ADDRESS);
        }
        if (!out.has(Field.HTTP_REQUEST_HEADER_X_FORWARDED_FOR)) {
            return;
        }
        // A server that tells the client from the peer has applied its own rule, by a list that it knows better.
        boolean resolved = client && peer && !same(out);
        boolean known = client || peer;
        if (!resolved && (!known || isTrusted(out, Field.CLIENT_ADDRESS))) {
            walk(out);
        }
    }

    private void walk(ParsedLine out) {
        Field header = Field.HTTP_REQUEST_HEADER_X_FORWARDED_FOR;
        byte[] b = out.bytes(header);
        int from = out.offset(header);
        int end = from + out.length(header);
        while (end > from) {
            int start = end;
            while (start > from && b[start - 1] != ',') {
                start--;
            }
            int first = start;
            int last = end;
            while (first < last && (b[first] == ' ' || b[first] == '"' || b[first] == '\\')) {
                first++;
            }
            while (last > first && (b[last - 1] == ' ' || b[last - 1] == '"')) {
                last--;
            }
            hosts.split(b, first, last);
            IpAddress address = IpAddress.parse(b, hosts.hostFrom(), hosts.hostTo());
            if (address == null) {
                // What is left of a word that is no address was not written by a proxy that we know.
                return;
            }
            out.set(Field.CLIENT_ADDRESS, b, hosts.hostFrom(), hosts.hostTo());
            if (hosts.port() >= 0) {
                out.set(Field.CLIENT_PORT, hosts.port());
            } else {
                out.clear(Field.CLIENT_PORT);
            }
            if (!trusted.contains(address)) {
                return;
            }
            end = start - 1;
        }
    }

    private boolean isTrusted(ParsedLine out, Field field) {
        byte[] b = out.bytes(field);
        int from = out.offset(field);
        int to = from + out.length(field);
        if (Hosts.isSocket(b, from, to)) {
            // Only a proxy on the same machine can be at its other end.
            return true;
        }
        IpAddress address = IpAddress.parse(b, from, to);
        return address != null && trusted.contains(address);
    }

    private static boolean same(ParsedLine out) {
        int client = out.offset(Field.CLIENT_ADDRESS);
        int peer = out.offset(Field.NETWORK_PEER_ADDRESS);
        return Arrays.equals(
                out.bytes(Field.CLIENT_ADDRESS),
                client,
                client + out.length(Field.CLIENT_ADDRESS),
                out.bytes(Field.NETWORK_PEER_ADDRESS),
                peer,
                peer + out.length(Field.NETWORK_PEER_ADDRESS));
    }
}
