package dev.weir.privacy;

import java.nio.charset.StandardCharsets;

/** Calls a redaction as tests want it. */
final class Redacting {
    private Redacting() {}

    static byte[] run(Redaction redaction, FieldForm form, byte[] text, SecretCounts counts) {
        return switch (form) {
            case QUERY -> redaction.query(text, counts);
            case PATH -> redaction.path(text, counts);
            case URL -> redaction.referer(text, counts);
            case TEXT -> redaction.text(text, counts);
        };
    }

    static String text(Redaction redaction, FieldForm form, String text) {
        return new String(run(redaction, form, bytes(text), new SecretCounts()), StandardCharsets.UTF_8);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
