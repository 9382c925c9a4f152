package dev.weir.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AhoCorasickTest {
    @Test
    void findsLiteralsThatOverlapAndLieWithinEachOther() {
        AhoCorasick literals = AhoCorasick.exact(bytes("he", "she", "his", "hers"));

        assertThat(found(literals, "ushers")).containsExactly("1@1-4", "0@2-4", "3@2-6");
        assertThat(literals.size()).isEqualTo(4);
    }

    @Test
    void tellsOfEachOfTwoEqualLiterals() {
        assertThat(found(AhoCorasick.exact(bytes("a", "a")), "ba")).containsExactly("0@1-2", "1@1-2");
    }

    @Test
    void looksOnlyAtTheRange() {
        AhoCorasick literals = AhoCorasick.exact(bytes("ab"));
        List<Integer> ends = new ArrayList<>();

        literals.find("abababab".getBytes(StandardCharsets.US_ASCII), 1, 7, (literal, from, to) -> ends.add(to));

        assertThat(ends).containsExactly(4, 6);
    }

    @Test
    void takesCaseSeriouslyOnlyWhereItIsAsked() {
        assertThat(found(AhoCorasick.exact(bytes("Bot")), "bot BOT Bot")).containsExactly("0@8-11");
        assertThat(found(AhoCorasick.ignoringCase(bytes("BOt")), "bot BOT Bot"))
                .containsExactly("0@0-3", "0@4-7", "0@8-11");
        assertThat(found(AhoCorasick.ignoringCase(bytes("[@")), "{` [@")).containsExactly("0@3-5");
    }

    @Test
    void hasNoByteThatIsSpecial() {
        List<byte[]> all = IntStream.range(0, 256)
                .mapToObj(b -> new byte[] {(byte) b, (byte) (255 - b)})
                .toList();
        AhoCorasick literals = AhoCorasick.exact(all);

        all.forEach(literal ->
                assertThat(literals.occurring(literal, 0, 2).cardinality()).isEqualTo(1));
    }

    @Test
    void refusesALiteralOfNothing() {
        assertThatThrownBy(() -> AhoCorasick.exact(bytes("a", "")))
                .hasMessage("Invalid literal: none, must be at least one byte");
    }

    @Test
    void findsNothingWithoutLiterals() {
        assertThat(found(AhoCorasick.exact(List.of()), "anything")).isEmpty();
    }

    @Test
    void findsWhatASearchForEachLiteralFinds() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            List<String> literals = new ArrayList<>();
            for (int i = random.nextInt(12); i >= 0; i--) {
                literals.add(word(random, 1 + random.nextInt(5)));
            }
            String text = word(random, random.nextInt(200));
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);

            BitSet exact =
                    AhoCorasick.exact(bytes(literals.toArray(String[]::new))).occurring(bytes, 0, bytes.length);
            BitSet ignoring = AhoCorasick.ignoringCase(bytes(literals.toArray(String[]::new)))
                    .occurring(bytes, 0, bytes.length);

            for (int i = 0; i < literals.size(); i++) {
                String literal = literals.get(i);
                assertThat(exact.get(i))
                        .as("seed %s, %s in %s", seed, literal, text)
                        .isEqualTo(text.contains(literal));
                assertThat(ignoring.get(i))
                        .as("seed %s, %s in %s, ignoring case", seed, literal, text)
                        .isEqualTo(text.toLowerCase(Locale.ROOT).contains(literal.toLowerCase(Locale.ROOT)));
            }
        }
    }

    private static String word(Random random, int length) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < length; i++) {
            out.append("abAB/".charAt(random.nextInt(5)));
        }
        return out.toString();
    }

    private static List<byte[]> bytes(String... literals) {
        return List.of(literals).stream()
                .map(literal -> literal.getBytes(StandardCharsets.US_ASCII))
                .toList();
    }

    private static List<String> found(AhoCorasick literals, String text) {
        List<String> found = new ArrayList<>();
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        literals.find(bytes, 0, bytes.length, (literal, from, to) -> found.add(literal + "@" + from + "-" + to));
        return found;
    }
}
