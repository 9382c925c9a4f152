package dev.weir.visit;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Objects;

/**
 * Whose events make one visit: those of one site, client address, agent and user. Logs have no better; people behind one address with one
 * browser are one visitor, and who changes the network is another.
 *
 * @param key the first 16 bytes of a SHA-256 of all four, so that nobody can choose two visitors of one key. It hides nothing: whoever
 *     knows three of them can try out the fourth, so an address is protected before it comes here, or not at all
 * @param site the host that was asked for
 * @param client the client address as privacy leaves it; null where there is none
 * @param user the authenticated user as privacy leaves it; null where there is none
 */
public record VisitorIdentity(Hash128 key, ByteText site, ByteText client, ByteText user) {
    private static final ThreadLocal<MessageDigest> SHA256 = ThreadLocal.withInitial(() -> {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    });

    public VisitorIdentity {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(site, "site");
    }

    /**
     * Who sent an event.
     *
     * @param agent the User-Agent header, of which the key alone tells; null where there is none
     */
    public static VisitorIdentity of(ByteText site, ByteText client, ByteText agent, ByteText user) {
        MessageDigest sha = SHA256.get();
        add(site, sha);
        add(client, sha);
        add(agent, sha);
        add(user, sha);
        return new VisitorIdentity(Hash128.of(Arrays.copyOf(sha.digest(), Hash128.BYTES)), site, client, user);
    }

    /** The length first, so that no two rows of texts are hashed alike. */
    private static void add(ByteText text, MessageDigest sha) {
        sha.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt(text == null ? -1 : text.length())
                .flip());
        if (text != null) {
            sha.update(text.shared());
        }
    }
}
