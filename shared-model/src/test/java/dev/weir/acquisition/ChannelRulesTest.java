package dev.weir.acquisition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ChannelRulesTest {
    private static final String[] PIECES = {
        "shop",
        "shopping",
        "sho",
        "pp",
        "p",
        "cp",
        "c",
        "e",
        "d",
        "f",
        "z",
        "-",
        " ",
        "9",
        "ä",
        "paid",
        "ppc",
        "retargeting",
        "cpc",
        "s",
        "g",
        "in"
    };

    @Test
    void isPaidSaysWhatThePublishedExpressionSays() {
        same(Pattern.compile("^(.*cp.*|ppc|retargeting|paid.*)$").asPredicate(), ChannelRules::isPaid);
    }

    @Test
    void isShoppingSaysWhatThePublishedExpressionSays() {
        same(Pattern.compile("^(.*(([^a-df-z]|^)shop|shopping).*)$").asPredicate(), ChannelRules::isShopping);
    }

    private static void same(Predicate<String> published, Predicate<String> ours) {
        int matches = 0;
        for (long seed = 1; seed <= 20_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(5); n > 0; n--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            boolean expected = published.test(text.toString());
            assertThat(ours.test(text.toString())).as("seed %d: %s", seed, text).isEqualTo(expected);
            matches += expected ? 1 : 0;
        }
        assertThat(matches).isBetween(1_000, 19_000);
    }
}
