package dev.weir.acquisition;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** Bytes that look a little like parts of URLs. */
final class RandomUrl {
    private static final String[] PIECES = {
        "http://",
        "https://",
        "android-app://",
        "www.",
        "google.",
        "com",
        "co.uk",
        "example",
        ".",
        "..",
        "/",
        "?",
        "#",
        "&",
        "&&",
        "=",
        "%",
        "%2",
        "%41",
        "%00",
        "%ff",
        "%C3%A4",
        "%E2%80%AE",
        "+",
        ";",
        ":",
        ":80",
        "@",
        "[",
        "]",
        "[::1]",
        "192.0.2.1",
        "utm_source",
        "UTM_MEDIUM=",
        "utm_campaign=",
        "utm%5Fterm=",
        "gclid=",
        "fbclid",
        "q=",
        "s=",
        "search",
        "shop",
        "cpc",
        "paid",
        "video",
        "ä",
        "\u0000",
        " ",
        "\n",
        "<b>",
        "xn--",
        "mail.",
        "semalt.com",
        "facebook.com",
        "(direct)",
        "-",
        "t.co",
        "\"",
        "é".repeat(200),
        "a".repeat(300)
    };

    private RandomUrl() {}

    /** Now and then null. */
    static byte[] bytes(SplittableRandom random) {
        if (random.nextInt(10) == 0) {
            return null;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int n = random.nextInt(14); n > 0; n--) {
            if (random.nextInt(8) == 0) {
                byte[] noise = new byte[random.nextInt(6)];
                random.nextBytes(noise);
                out.writeBytes(noise);
            } else {
                out.writeBytes(PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }
}
