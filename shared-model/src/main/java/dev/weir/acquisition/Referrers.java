package dev.weir.acquisition;

import dev.weir.format.IpAddress;
import dev.weir.text.Ascii;
import java.nio.charset.StandardCharsets;

/** Reads referrers. */
final class Referrers {
    private static final byte[] HTTP = "http://".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HTTPS = "https://".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] APP = KnownSources.APP.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] WWW = "www.".getBytes(StandardCharsets.US_ASCII);

    private final KnownSources sources;

    Referrers(KnownSources sources) {
        this.sources = sources;
    }

    /**
     * What the referrer says. What is no page's nor an application's URL, or has a host that cannot be one, says nothing.
     *
     * @param site the host that was asked; null if it is not known
     * @param referer null is none
     */
    Referral of(byte[] site, byte[] referer) {
        long range = UrlHost.locate(referer);
        if (range == UrlHost.NONE) {
            return Referral.NONE;
        }
        int from = UrlHost.from(range);
        int to = UrlHost.to(range);
        if (startsWith(referer, 0, APP)) {
            return app(referer, from, to);
        }
        boolean page = startsWith(referer, 0, HTTPS) || startsWith(referer, 0, HTTP);
        return page ? page(site, referer, from, to) : Referral.NONE;
    }

    private Referral app(byte[] b, int from, int to) {
        if (from != APP.length || !isName(b, from, to)) {
            return Referral.NONE;
        }
        KnownSource known = sources.app(b, 0, to);
        return known == null ? unknown(b, from, to) : Referral.of(known, "");
    }

    private Referral page(byte[] site, byte[] b, int hostFrom, int hostTo) {
        int to = hostTo - (b[hostTo - 1] == '.' ? 1 : 0);
        int from = hostFrom + (startsWith(b, hostFrom, WWW) && to - hostFrom > WWW.length ? WWW.length : 0);
        Kinship kinship = Kinship.of(site, b, from, to);
        if (kinship == Kinship.SAME) {
            return Referral.SAME_SITE;
        }
        if (!isName(b, from, to) && !isAddress(b, from, to)) {
            return Referral.NONE;
        }
        KnownSource known = sources.host(b, from, to);
        if (known == null) {
            return kinship == Kinship.SUBDOMAIN ? Referral.SAME_SITE : unknown(b, from, to);
        }
        return Referral.of(known, words(known, b, hostTo));
    }

    private static Referral unknown(byte[] b, int from, int to) {
        String host = UrlText.lower(UrlText.clean(new String(b, from, to - from, StandardCharsets.UTF_8)));
        return host.isEmpty() ? Referral.NONE : Referral.of(host);
    }

    private static String words(KnownSource known, byte[] b, int hostTo) {
        int query = hostTo;
        while (query < b.length && b[query] != '?' && b[query] != '#') {
            query++;
        }
        boolean some = query < b.length && b[query] == '?' && !known.words().isEmpty();
        return some ? SearchWords.of(known, new UrlParameters(b, query + 1, b.length)) : "";
    }

    /** Letters, digits, points, hyphens, underscores and what is no ASCII, at least one of them no sign. */
    private static boolean isName(byte[] b, int from, int to) {
        boolean some = false;
        for (int i = from; i < to; i++) {
            boolean letter = b[i] < 0 || UrlHost.isLetterOrDigit(b[i]);
            if (!letter && b[i] != '.' && b[i] != '-' && b[i] != '_') {
                return false;
            }
            some |= letter;
        }
        return some;
    }

    private static boolean isAddress(byte[] b, int from, int to) {
        boolean brackets = to - from > 2 && b[from] == '[' && b[to - 1] == ']';
        return brackets && IpAddress.parse(b, from + 1, to - 1) != null;
    }

    static boolean startsWith(byte[] b, int from, byte[] word) {
        if (b.length - from < word.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (Ascii.lower(b[from + i]) != word[i]) {
                return false;
            }
        }
        return true;
    }
}
