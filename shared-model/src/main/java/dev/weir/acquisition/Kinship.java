package dev.weir.acquisition;

import dev.weir.text.Ascii;

/**
 * How the host that was asked and a referrer's host belong together. A site and its subdomains are one, for a visit goes on from
 * one to the other with the same cookies (<a href="https://support.google.com/analytics/answer/10327750">Google Analytics</a>
 * takes no site for its own referrer, either). Two subdomains of one domain are not: without a list of who gives domains to
 * strangers, {@code a.example.com} and {@code b.example.com} look like {@code a.github.io} and {@code b.github.io}.
 */
enum Kinship {
    SAME,
    /** One is the other's subdomain. */
    SUBDOMAIN,
    STRANGERS;

    /**
     * Of a site, with or without {@code www.}, port, final point and brackets, null if not known, and the referrer's host in
     * the range, which is without {@code www.} and port.
     */
    static Kinship of(byte[] site, byte[] b, int hostFrom, int hostTo) {
        if (site == null || site.length == 0) {
            return STRANGERS;
        }
        int siteFrom = Referrers.startsWith(site, 0, WWW) && site.length > WWW.length ? WWW.length : 0;
        int siteTo = siteEnd(site);
        if (site[siteFrom] == '[' && siteTo > siteFrom && site[siteTo - 1] == ']') {
            siteFrom++;
            siteTo--;
        }
        boolean brackets = hostTo - hostFrom > 1 && b[hostFrom] == '[' && b[hostTo - 1] == ']';
        int from = brackets ? hostFrom + 1 : hostFrom;
        int to = brackets ? hostTo - 1 : hostTo;
        return siteTo <= siteFrom || to <= from ? STRANGERS : of(site, siteFrom, siteTo, b, from, to);
    }

    private static final byte[] WWW = {'w', 'w', 'w', '.'};

    /** Without a port, if there is just one colon or brackets before it, and without a final point. */
    private static int siteEnd(byte[] site) {
        int end = UrlHost.withoutPort(site, 0, site.length);
        boolean port = end < site.length;
        for (int i = 0; i < end && port; i++) {
            port = site[i] != ':' || site[end - 1] == ']';
        }
        int to = port ? end : site.length;
        return to > 0 && site[to - 1] == '.' ? to - 1 : to;
    }

    private static Kinship of(byte[] site, int siteFrom, int siteTo, byte[] b, int from, int to) {
        int shorter = Math.min(siteTo - siteFrom, to - from);
        int longer = Math.max(siteTo - siteFrom, to - from);
        boolean points = false;
        for (int i = 1; i <= shorter; i++) {
            byte c = Ascii.lower(b[to - i]);
            if (c != Ascii.lower(site[siteTo - i])) {
                return STRANGERS;
            }
            points |= c == '.';
        }
        if (longer == shorter) {
            return SAME;
        }
        byte before = to - from == longer ? b[to - shorter - 1] : site[siteTo - shorter - 1];
        // A domain has a point in it, and an address ends in a digit.
        boolean domain = points && before == '.' && (b[to - 1] < '0' || b[to - 1] > '9');
        return domain ? SUBDOMAIN : STRANGERS;
    }
}
