package dev.weir.format;

/**
 * Splits a request line (<a href="https://www.rfc-editor.org/rfc/rfc9112#name-request-line">RFC 9112, 3</a>) as servers
 * log it: the version may be missing, the target may hold spaces, and all of it may be garbage.
 */
final class RequestLine {
    private static final int LONGEST_METHOD = 20;

    private final Hosts hosts;

    RequestLine(Hosts hosts) {
        this.hosts = hosts;
    }

    /** Sets the fields of the request line; what is none becomes {@code HTTP_REQUEST_LINE}. */
    void write(byte[] b, int from, int to, ParsedLine out) {
        int method = methodEnd(b, from, to);
        int targetFrom = method < 0 ? to : method;
        while (targetFrom < to && b[targetFrom] == ' ') {
            targetFrom++;
        }
        int targetTo = to;
        int last = to;
        while (last > targetFrom && b[last - 1] != ' ' && to - last < 10) {
            last--;
        }
        boolean versioned = isVersion(b, last, to);
        boolean absent = to - last == 1 && b[last] == '-' && last > targetFrom;
        if (versioned || absent) {
            targetTo = last;
            while (targetTo > targetFrom && b[targetTo - 1] == ' ') {
                targetTo--;
            }
        }
        if (method < 0 || method == to || targetTo <= targetFrom) {
            if (!isBlank(b, from, to)) {
                out.set(Field.HTTP_REQUEST_LINE, b, from, to);
            }
            return;
        }
        out.set(Field.HTTP_REQUEST_METHOD, b, from, method);
        if (versioned) {
            version(b, last, to, out);
        }
        boolean connect = method - from == 7 && b[from] == 'C' && b[from + 3] == 'N' && b[targetFrom] != '/';
        if (connect) {
            hosts.replace(b, targetFrom, targetTo, out);
        } else {
            target(b, targetFrom, targetTo, out);
        }
    }

    /** Sets the fields of a request line with a route in its target's place; false if it is none. */
    boolean routed(byte[] b, int from, int to, ParsedLine out) {
        int method = methodEnd(b, from, to);
        int last = to;
        while (last > from && b[last - 1] != ' ') {
            last--;
        }
        if (method < 0 || method + 1 >= last - 1 || !isVersion(b, last, to)) {
            return false;
        }
        boolean named = b[method + 1] == '$' || pathOfRoute(b, method + 1, last - 1) > method + 1;
        if (!named) {
            return false;
        }
        out.set(Field.HTTP_REQUEST_METHOD, b, from, method);
        version(b, last, to, out);
        route(b, method + 1, last - 1, out);
        return true;
    }

    /** Sets the path of a route, and its method where none is known; {@code $default} has neither. */
    void route(byte[] b, int from, int to, ParsedLine out) {
        int path = pathOfRoute(b, from, to);
        if (path < 0) {
            return;
        }
        out.set(Field.URL_PATH, b, path, to);
        boolean any = path - from == 4 && b[from] == 'A' && b[from + 1] == 'N' && b[from + 2] == 'Y';
        if (path > from && !any && !out.has(Field.HTTP_REQUEST_METHOD)) {
            out.set(Field.HTTP_REQUEST_METHOD, b, from, path - 1);
        }
    }

    private static int pathOfRoute(byte[] b, int from, int to) {
        int method = methodEnd(b, from, to);
        int path = method < 0 ? from : method + 1;
        return path < to && b[path] == '/' ? path : -1;
    }

    /** Sets path and query; of an absolute URL also scheme, host and port. */
    void target(byte[] b, int from, int to, ParsedLine out) {
        int path = from;
        int scheme = b[from] == '/' ? -1 : schemeEnd(b, from, to);
        if (scheme > 0) {
            out.set(Field.URL_SCHEME, b, from, scheme);
            int authority = scheme + 3;
            path = authority;
            while (path < to && b[path] != '/' && b[path] != '?' && b[path] != '#') {
                path++;
            }
            if (path > authority) {
                hosts.replace(b, authority, path, out);
            }
        }
        int query = path;
        while (query < to && b[query] != '?') {
            query++;
        }
        if (query > path) {
            out.set(Field.URL_PATH, b, path, query);
        }
        if (query + 1 < to) {
            out.set(Field.URL_QUERY, b, query + 1, to);
        }
    }

    /** Sets what a proxy asks for: a URL, perhaps without its scheme, or the host and port of a tunnel. */
    void url(byte[] b, int from, int to, ParsedLine out) {
        int path = from;
        while (path < to && b[path] != '/' && b[path] != '?') {
            path++;
        }
        hosts.split(b, from, path);
        boolean tunnel = path == to && hosts.port() >= 0;
        boolean host = path > from && (path < to || tunnel) && Hosts.isHost(b, hosts.hostFrom(), hosts.hostTo());
        if (host) {
            hosts.replace(b, from, path, out);
        } else if (hosts.hostTo() == to && !Hosts.isHost(b, from, to)) {
            out.set(Field.HTTP_REQUEST_LINE, b, from, to);
            return;
        }
        if (!host || path < to) {
            target(b, host ? path : from, to, out);
        }
    }

    /** Sets the version of {@code HTTP/2.0} to {@code 2}, of {@code HTTP/1.1} to {@code 1.1}. */
    static void version(byte[] b, int from, int to, ParsedLine out) {
        int start = from;
        for (int i = from; i < to; i++) {
            if (b[i] == '/') {
                start = i + 1;
            }
        }
        boolean whole = to - start == 3 && b[start] >= '2' && b[start + 1] == '.' && b[start + 2] == '0';
        if (start < to) {
            out.set(Field.NETWORK_PROTOCOL_VERSION, b, start, whole ? start + 1 : to);
        }
    }

    /** Where a method that starts the range ends; negative if none does. */
    static int methodEnd(byte[] b, int from, int to) {
        int at = from;
        while (at < to && at - from <= LONGEST_METHOD && isMethod(b[at])) {
            at++;
        }
        boolean method = at > from && at - from <= LONGEST_METHOD && b[from] != '-' && (at == to || b[at] == ' ');
        return method ? at : -1;
    }

    private static boolean isMethod(byte b) {
        return (b >= 'A' && b <= 'Z') || b == '-';
    }

    private static boolean isVersion(byte[] b, int from, int to) {
        return to - from >= 6
                && b[from] == 'H'
                && b[from + 1] == 'T'
                && b[from + 2] == 'T'
                && b[from + 3] == 'P'
                && b[from + 4] == '/'
                && Digits.is(b[from + 5])
                && Digits.is(b[to - 1]);
    }

    private static int schemeEnd(byte[] b, int from, int to) {
        int at = from;
        while (at < to && at - from < 16 && (b[at] | 0x20) >= 'a' && (b[at] | 0x20) <= 'z') {
            at++;
        }
        return at > from && at + 2 < to && b[at] == ':' && b[at + 1] == '/' && b[at + 2] == '/' ? at : -1;
    }

    /** {@code - - -}: what load balancers write when there was no request. */
    private static boolean isBlank(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            if (b[i] != '-' && b[i] != ' ') {
                return false;
            }
        }
        return true;
    }
}
