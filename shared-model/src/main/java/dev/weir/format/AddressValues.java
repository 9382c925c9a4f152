package dev.weir.format;

import java.util.Arrays;

/** Sets clients, peers and servers; false where the text can be none of them. One per parser: not thread-safe. */
final class AddressValues {
    private final Hosts hosts;

    AddressValues(Hosts hosts) {
        this.hosts = hosts;
    }

    /** Sets the virtual host; false if it is no name of one. */
    boolean vhost(byte[] b, int from, int to, ParsedLine out) {
        hosts.split(b, from, to);
        boolean host = hosts.hostFrom() == hosts.hostTo() || Hosts.isHost(b, hosts.hostFrom(), hosts.hostTo());
        if (host) {
            hosts.add(b, from, to, out);
        }
        return host;
    }

    /** Sets the server that was asked. */
    void host(Kind kind, byte[] b, int from, int to, ParsedLine out) {
        boolean none = to - from == 1 && b[from] == '_';
        if (none || out.isSettled(Field.SERVER_ADDRESS)) {
            return;
        }
        if (kind == Kind.HOST) {
            hosts.add(b, from, to, out);
            return;
        }
        hosts.replaceBeforePort(b, from, to, out);
    }

    /** Sets an address or a host name, and its port; false if it is neither. */
    boolean peer(Kind kind, Field field, byte[] b, int from, int to, ParsedLine out) {
        if (kind != Kind.STRICT_ADDRESS && Hosts.isDotted(b, from, to)) {
            out.set(field, b, from, to);
            return true;
        }
        if (Hosts.isSocket(b, from, to)) {
            out.set(field, b, from, from + Hosts.UNIX.length);
            return true;
        }
        if (kind == Kind.ADDRESS_AND_PORT) {
            hosts.splitLast(b, from, to);
        } else {
            hosts.split(b, from, to);
        }
        if (kind == Kind.STRICT_ADDRESS && IpAddress.parse(b, hosts.hostFrom(), hosts.hostTo()) == null) {
            return false;
        }
        if (hosts.hostFrom() == hosts.hostTo()) {
            // A port, or brackets, around nothing.
            return true;
        }
        if (!Hosts.isHost(b, hosts.hostFrom(), hosts.hostTo())) {
            return false;
        }
        out.set(field, b, hosts.hostFrom(), hosts.hostTo());
        if (hosts.port() >= 0 && !out.has(Field.CLIENT_PORT)) {
            out.set(Field.CLIENT_PORT, hosts.port());
        }
        return true;
    }

    /** The place that nobody fills as RFC 1413 meant it: some write the virtual host there. */
    boolean ident(byte[] b, int from, int to, ParsedLine out) {
        if (Bytes.indexOf(b, from, to, '.') < 0 && Bytes.indexOf(b, from, to, ':') < 0) {
            return true;
        }
        if (IpAddress.parse(b, from, to) != null) {
            // Behind a name, it is the client of a virtual host.
            return !isNamed(out);
        }
        if (Hosts.isHost(b, from, to)) {
            hosts.add(b, from, to, out);
        }
        return true;
    }

    /** Whether the client is known by a name, not by an address. */
    static boolean isNamed(ParsedLine out) {
        Field client = Field.CLIENT_ADDRESS;
        int from = out.offset(client);
        return out.has(client) && IpAddress.parse(out.bytes(client), from, from + out.length(client)) == null;
    }

    /** Whether it is a list of addresses and nothing else. */
    boolean isListOfAddresses(byte[] b, int from, int to) {
        for (int at = from; at < to; at = Bytes.end(b, at, to, ',') + 1) {
            if (!isAddress(b, at, Bytes.end(b, at, to, ','))) {
                return false;
            }
        }
        return true;
    }

    /** Whether something in a list is an address. */
    boolean hasAddress(byte[] b, int from, int to) {
        for (int at = from; at < to; at = Bytes.end(b, at, to, ',') + 1) {
            if (isAddress(b, at, Bytes.end(b, at, to, ','))) {
                return true;
            }
        }
        return false;
    }

    private boolean isAddress(byte[] b, int from, int to) {
        hosts.split(b, from < to && b[from] == ' ' ? from + 1 : from, to);
        return IpAddress.parse(b, hosts.hostFrom(), hosts.hostTo()) != null;
    }

    /** Whether it repeats a field. */
    static boolean is(Field field, byte[] b, int from, int to, ParsedLine out) {
        int start = out.offset(field);
        return out.has(field) && Arrays.equals(b, from, to, out.bytes(field), start, start + out.length(field));
    }
}
