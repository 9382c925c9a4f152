package dev.weir.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.TreeSet;

/** What a segment's rows depend on beside the raw records. */
public final class Model {
    /** Raised by every change that gives some line another event, dead letter or cell. */
    public static final int VERSION = 5;

    private static final int FINGERPRINT_BYTES = 6;

    private Model() {}

    /** Whether a model of that name is this version's, by whatever settings. */
    public static boolean isOfThisVersion(String name) {
        return name.startsWith(VERSION + "-");
    }

    /**
     * Names the version and the settings as far as they concern some sources: equal names, equal rows.
     *
     * @param sources the names of the sources
     */
    public static String of(ModelSettings settings, Collection<String> sources) {
        StringBuilder said = new StringBuilder(ReferenceData.digests()).append('\n');
        settings.trustedProxies().forEach(proxy -> said.append(proxy).append('\n'));
        said.append(settings.times().concerning(sources)).append('\n');
        for (String source : new TreeSet<>(sources)) {
            ModelSettings.Pin pin = settings.pinOf(source);
            said.append(source)
                    .append('\t')
                    .append(pin.format())
                    .append('\t')
                    .append(pin.zone())
                    .append('\n');
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(said.toString().getBytes(StandardCharsets.UTF_8));
            return VERSION + "-" + HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
