package dev.weir.privacy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes secrets and personal values out of what events keep of URLs and agents: by the names of parameters
 * ({@code parameter-names.txt}) and by what values look like wherever they stand: e-mail addresses, JSON web tokens, numbers of
 * payment cards and bank accounts, keys of known shapes, credentials. Each is replaced by a mark such as
 * {@code ~redacted.token~}, which URLs leave as it is and which is redacted to itself.
 *
 * <p>Values are looked at as they are, decoded once and decoded twice; what is replaced is always the raw value as a whole. A
 * text in which nothing is found is returned as the same array. Output is never longer than the input and
 * {@value #MOST_GROWTH} bytes. Immutable, and a function of text and settings alone.
 */
public final class Redaction {
    /** How many bytes a text may become longer by its marks. */
    public static final int MOST_GROWTH = 32 * SecretRanges.MOST;

    private static final int MOST_PASSES = 4;
    private static final byte[] SLASH = "/".getBytes(StandardCharsets.US_ASCII);

    private final boolean redacts;
    private final SecretNames names;
    private final SecretPrefilter prefilter;

    private Redaction(PrivacySettings settings) {
        redacts = settings.redactSecrets();
        names = new SecretNames(settings);
        prefilter = new SecretPrefilter(names);
    }

    /** By settings. */
    public static Redaction of(PrivacySettings settings) {
        return new Redaction(settings);
    }

    /**
     * A query, with or without its question mark.
     *
     * @param counts where what is found is counted
     */
    public byte[] query(byte[] query, SecretCounts counts) {
        return redacted(query, FieldForm.QUERY, counts);
    }

    /** A path; a query and a fragment may follow it. Segments count, too: a random one behind {@code reset-password}. */
    public byte[] path(byte[] path, SecretCounts counts) {
        return redacted(path, FieldForm.PATH, counts);
    }

    /** A URL, such as a referrer's: credentials before its host, path, query and fragment. */
    public byte[] referer(byte[] url, SecretCounts counts) {
        return redacted(url, FieldForm.URL, counts);
    }

    /**
     * Free text, such as a user agent: what values look like, no names. Addresses of a service's mailboxes
     * ({@code email-exceptions.txt}) stay, since crawlers say by them whose they are.
     */
    public byte[] text(byte[] text, SecretCounts counts) {
        return redacted(text, FieldForm.TEXT, counts);
    }

    private byte[] redacted(byte[] text, FieldForm form, SecretCounts counts) {
        if (!redacts || text.length == 0 || !prefilter.isSuspicious(text, form)) {
            return text;
        }
        byte[] now = text;
        for (int pass = 0; pass < MOST_PASSES && now.length <= text.length + MOST_GROWTH; pass++) {
            byte[] next = once(now, form, counts);
            if (next == now) {
                return now;
            }
            now = next;
        }
        // Marks make new neighbours, so a secret may come to light only now; who nests them so deep means no good.
        counts.add(SecretKind.REMAINDER);
        byte[] rest = SecretKind.REMAINDER.mark();
        return text[0] == '/' ? concat(SLASH, rest) : rest;
    }

    private static byte[] concat(byte[] left, byte[] right) {
        byte[] both = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        return both;
    }

    /** The same array if nothing is found. */
    byte[] once(byte[] text, FieldForm form, SecretCounts counts) {
        SecretRanges ranges = new SecretRanges();
        PercentDecoded view = PercentDecoded.raw(text);
        PercentDecoded deepest = view;
        for (int level = 0; view != null; level++) {
            deepest = view;
            new SecretSearch(names, view, ranges, form).run();
            view = level < PercentDecoded.LEVELS ? view.next() : null;
        }
        return ranges.isEmpty() ? text : ranges.replaced(text, deepest, counts);
    }

    /** Whether a look at the text's characters lets it pass. */
    boolean isSuspicious(byte[] text, FieldForm form) {
        return prefilter.isSuspicious(text, form);
    }
}
