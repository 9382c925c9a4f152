package dev.weir.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for whatever stands in a line. */
class RedactionLawsTest {
    private static final Redaction REDACTION = Redaction.of(PrivacySettings.DEFAULT);
    private static final String WORD = "abcdefghijklmnopqrstuvwxyz";
    private static final String ALNUM = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String[] FRAGMENTS = {
        "token",
        "=",
        "&",
        "%3D",
        "%26",
        "%25",
        "%2525",
        "%",
        "%4",
        "eyJ",
        "eyJhbGciOiJI",
        ".",
        "@",
        "%40",
        "a.de",
        "bob",
        "4111",
        "1111",
        "-",
        "+",
        "%20",
        " ",
        "bearer",
        "Basic",
        "QTpi",
        "(S(",
        "))",
        "\"",
        "%22",
        ":",
        "://",
        "/",
        "?",
        "#",
        ";",
        "user[pass",
        "word]",
        "key",
        "code",
        "state=",
        "AKIA",
        "ghp_",
        "A7b2A7b2A7b2A7b2A7b2",
        "-----BEGIN",
        "-----END",
        "DE89",
        "37040044",
        "0532013000",
        "~redacted.",
        "token~",
        "~redacted.email~",
        "~",
        "%7E",
        "\\",
        "{",
        "}",
        ",",
        "reset-password/",
        "ü",
        "%C3%BC",
        "%2F",
        "%2540",
        "%253D",
        "a",
        "1",
        "0",
        "null",
        "sid",
        "pin",
        "\u0000",
        "=~redacted.token~",
        "%3A",
        "Z",
        "_"
    };

    @ParameterizedTest
    @EnumSource
    void isIdempotentTotalBoundedAndNeverFindsWhatItsPrefilterPasses(FieldForm form) {
        for (int seed = 0; seed < 4_000; seed++) {
            byte[] text = seed % 4 == 0 ? noise(seed) : mixture(seed);
            String shown = "seed " + seed + ": " + new String(text, StandardCharsets.ISO_8859_1);

            byte[] before = text.clone();
            byte[] out = Redacting.run(REDACTION, form, text, new SecretCounts());

            assertThat(text).as(shown).isEqualTo(before);
            assertThat(out.length).as(shown).isLessThanOrEqualTo(text.length + Redaction.MOST_GROWTH);
            assertThat(Redacting.run(REDACTION, form, out, new SecretCounts()))
                    .as(shown)
                    .isSameAs(out);
            assertThat(Redacting.run(REDACTION, form, text, new SecretCounts()))
                    .as(shown)
                    .isEqualTo(out);
            if (!REDACTION.isSuspicious(text, form)) {
                assertThat(REDACTION.once(text, form, new SecretCounts()))
                        .as(shown)
                        .isSameAs(text);
            }
        }
    }

    private static byte[] noise(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] bytes = new byte[random.nextInt(80)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] mixture(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(1, 14); n > 0; n--) {
            text.append(FRAGMENTS[random.nextInt(FRAGMENTS.length)]);
        }
        return Redacting.bytes(text.toString());
    }

    /** The secrets that are planted: one that looks like it, in any parameter, or any text, in one whose name tells. */
    private enum Planted {
        EMAIL,
        JWT,
        CARD_NUMBER,
        API_KEY,
        TOKEN,
        PASSWORD,
        SESSION_ID
    }

    @ParameterizedTest
    @EnumSource
    void leavesNothingOfAPlantedSecretHoweverItIsEncoded(Planted planted) {
        for (int seed = 0; seed < 800; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String secret = secret(planted, random);
            FieldForm form = planted.ordinal() > Planted.TOKEN.ordinal()
                    ? FieldForm.QUERY
                    : new FieldForm[] {FieldForm.QUERY, FieldForm.PATH, FieldForm.URL}[random.nextInt(3)];
            String text = around(form, planted, encoded(secret, random), random);
            SecretCounts counts = new SecretCounts();

            String out = new String(
                    Redacting.run(REDACTION, form, Redacting.bytes(text), counts), StandardCharsets.ISO_8859_1);

            String shown = "seed " + seed + " of " + text + " is " + out;
            assertThat(counts.total()).as(shown).isOne();
            assertThat(counts.of(SecretKind.valueOf(planted.name()))).as(shown).isOne();
            for (int level = 0; level < 3; level++) {
                for (int i = 0; i + 6 <= secret.length(); i++) {
                    assertThat(out).as(shown).doesNotContain(secret.substring(i, i + 6));
                }
                out = decoded(out);
            }
        }
    }

    private static String secret(Planted planted, SplittableRandom random) {
        return switch (planted) {
            case EMAIL -> drawn(WORD, 7, random) + "." + drawn(WORD, 6, random) + "@" + drawn(WORD, 8, random) + ".org";
            case JWT ->
                part("{\"alg\":\"HS256\",\"kid\":\"" + drawn(ALNUM, 6, random)) + "."
                        + part("{\"sub\":\"" + drawn(ALNUM, 20, random)) + "." + drawn(ALNUM, 43, random);
            case CARD_NUMBER -> card(random);
            case API_KEY -> "AKIA" + drawn("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16, random);
            case TOKEN -> "ghp_" + drawn(ALNUM, 36, random);
            case PASSWORD, SESSION_ID ->
                drawn(ALNUM + "&=#?/;%+ \"'@:.,-_~{}<>\\|!$()*", random.nextInt(8, 40), random);
        };
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Redacting.bytes(json));
    }

    private static String card(SplittableRandom random) {
        String digits = "4" + drawn("0123456789", 14, random);
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = (digits.charAt(i) - '0') * (i % 2 == 0 ? 2 : 1);
            sum += digit / 10 + digit % 10;
        }
        String all = digits + (10 - sum % 10) % 10;
        String gap = new String[] {"", "-", " "}[random.nextInt(3)];
        return String.join(gap, all.substring(0, 4), all.substring(4, 8), all.substring(8, 12), all.substring(12));
    }

    private static String drawn(String from, int length, SplittableRandom random) {
        StringBuilder drawn = new StringBuilder();
        for (int i = 0; i < length; i++) {
            drawn.append(from.charAt(random.nextInt(from.length())));
        }
        return drawn.toString();
    }

    /** Encoded as clients must, as some do, or all of it; once or twice. */
    private static String encoded(String secret, SplittableRandom random) {
        int habit = random.nextInt(3);
        String once = percent(secret, habit == 0 ? 0 : habit == 1 ? 30 : 100, random);
        return random.nextInt(3) == 0 ? percent(once, random.nextInt(2) * 20, random) : once;
    }

    private static String percent(String text, int ofHundred, SplittableRandom random) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean unreserved = ALNUM.indexOf(c) >= 0 || "-._~".indexOf(c) >= 0;
            if (unreserved && random.nextInt(100) >= ofHundred) {
                out.append(c);
            } else {
                String digits = Integer.toHexString(c | 0x100).substring(1);
                out.append('%').append(random.nextBoolean() ? digits : digits.toUpperCase(Locale.ROOT));
            }
        }
        return out.toString();
    }

    private static String around(FieldForm form, Planted planted, String secret, SplittableRandom random) {
        String name = switch (planted) {
            case PASSWORD ->
                new String[] {"password", "user%5Bpassword%5D", "New_Password", "p%61sswd", "client-secret"}
                        [random.nextInt(5)];
            case SESSION_ID -> new String[] {"sid", "sessionId", "PHPSESSID", "x[session_id]"}[random.nextInt(4)];
            default -> drawn(WORD, 1, random);
        };
        String left = random.nextBoolean() ? harmless(random) + "&" : "";
        String right = random.nextBoolean() ? "&" + harmless(random) : "";
        boolean glued = planted.ordinal() < Planted.PASSWORD.ordinal() && random.nextInt(4) == 0;
        String query = left + name + "=" + (glued ? "(" + secret + ")" : secret) + right;
        return switch (form) {
            case PATH -> "/a/" + secret + (random.nextBoolean() ? "/b" : "");
            case URL -> "https://www.example.com/x" + (random.nextBoolean() ? "?" : "#") + query;
            default -> query;
        };
    }

    @Test
    void leavesRealisticParametersAsTheyAre() {
        for (int seed = 0; seed < 2_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            StringBuilder query = new StringBuilder(harmless(random));
            for (int n = random.nextInt(8); n > 0; n--) {
                query.append('&').append(harmless(random));
            }
            byte[] bytes = Redacting.bytes(query.toString());
            byte[] url =
                    Redacting.bytes("https://www.example.com/shop/item-" + random.nextInt(1_000_000) + "?" + query);

            assertThat(REDACTION.query(bytes, new SecretCounts()))
                    .as("seed " + seed + ": " + query)
                    .isSameAs(bytes);
            assertThat(REDACTION.referer(url, new SecretCounts()))
                    .as("seed " + seed + ": " + query)
                    .isSameAs(url);
        }
    }

    private static String harmless(SplittableRandom random) {
        String[] names = {
            "page",
            "size",
            "q",
            "sort",
            "utm_source",
            "utm_campaign",
            "lang",
            "id",
            "v",
            "ref",
            "color",
            "from",
            "keyword"
        };
        String name = names[random.nextInt(names.length)];
        return name + "="
                + switch (random.nextInt(9)) {
                    case 0 -> String.valueOf(random.nextInt(100_000));
                    case 1 -> String.valueOf(random.nextLong(1_500_000_000_000L, 1_900_000_000_000L));
                    case 2 ->
                        drawn(WORD, random.nextInt(1, 12), random) + "+" + drawn(WORD, random.nextInt(1, 12), random);
                    case 3 -> drawn(WORD, 4, random) + "%20" + drawn(WORD, 5, random) + "%2C" + drawn(WORD, 5, random);
                    case 4 -> "%D0%BB%D0%B8%D1%86%D0%BE";
                    case 5 -> new UUID(random.nextLong(), random.nextLong()).toString();
                    case 6 -> "2026-0" + random.nextInt(1, 10) + "-1" + random.nextInt(10);
                    case 7 ->
                        "https%3A%2F%2F" + drawn(WORD, 8, random) + ".example%2F" + drawn(WORD, 8, random)
                                + "%3Fpage%3D2";
                    default -> drawn(ALNUM, random.nextInt(8, 30), random).toLowerCase(Locale.ROOT);
                };
    }

    private static String decoded(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            int value = -1;
            if (text.charAt(i) == '%' && i + 2 < text.length()) {
                int high = Character.digit(text.charAt(i + 1), 16);
                int low = Character.digit(text.charAt(i + 2), 16);
                value = high < 0 || low < 0 ? -1 : high << 4 | low;
            }
            out.append(value < 0 ? text.charAt(i) : (char) value);
            i += value < 0 ? 0 : 2;
        }
        return out.toString();
    }

    @ParameterizedTest
    @EnumSource
    void readsLongHostileTextsInLinearWork(FieldForm form) {
        for (String fragment : FRAGMENTS) {
            byte[] text = Redacting.bytes(fragment.repeat(20_000 / fragment.length()));
            byte[] out = Redacting.run(REDACTION, form, text, new SecretCounts());

            assertThat(out.length).as(fragment).isLessThanOrEqualTo(text.length + Redaction.MOST_GROWTH);
        }
    }
}
