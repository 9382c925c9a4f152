package dev.weir.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.text.RuleFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RedactionTest {
    private static final Redaction REDACTION = Redaction.of(PrivacySettings.DEFAULT);

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource
    void replacesSecretsAndNothingElse(FieldForm form, String text, String redacted) {
        assertThat(Redacting.text(REDACTION, form, text)).isEqualTo(redacted);
        assertThat(Redacting.text(REDACTION, form, redacted)).as("again").isEqualTo(redacted);
    }

    static Stream<Arguments> replacesSecretsAndNothingElse() throws IOException {
        return cases("redactions.txt").stream().map(line -> {
            int parts = line.indexOf(" => ");
            return Arguments.of(
                    form(line), line.substring(line.indexOf(": ") + 2, parts), line.substring(parts + " => ".length()));
        });
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource
    void leavesTheSameArrayWhereThereIsNone(FieldForm form, String text) {
        SecretCounts counts = new SecretCounts();
        byte[] bytes = Redacting.bytes(text);

        byte[] kept = Redacting.run(REDACTION, form, bytes, counts);

        assertThat(new String(kept, StandardCharsets.UTF_8)).isEqualTo(text);
        assertThat(kept).isSameAs(bytes);
        assertThat(counts.isEmpty()).isTrue();
    }

    static Stream<Arguments> leavesTheSameArrayWhereThereIsNone() throws IOException {
        return cases("harmless.txt").stream()
                .map(line -> Arguments.of(form(line), line.substring(line.indexOf(": ") + 2)));
    }

    private static FieldForm form(String line) {
        String name = line.substring(0, line.indexOf(':'));
        return name.equals("referer") ? FieldForm.URL : FieldForm.valueOf(name.toUpperCase(Locale.ROOT));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @MethodSource
    void knowsTheExamplesOfItsRules(String kind, String name, String query) {
        SecretCounts counts = new SecretCounts();

        String out = new String(REDACTION.query(Redacting.bytes(query), counts), StandardCharsets.UTF_8);

        if (kind.equals("-")) {
            assertThat(out).isEqualTo(query);
            return;
        }
        SecretKind expected = SecretKind.valueOf(kind);
        assertThat(counts.labels()).containsExactly(expected.label());
        assertThat(counts.total()).isOne();
        String mark = new String(expected.mark(), StandardCharsets.US_ASCII);
        int at = out.indexOf("=" + mark);
        assertThat(at).isPositive();
        assertThat(query).startsWith(out.substring(0, at + 1)).endsWith(out.substring(at + 1 + mark.length()));
    }

    static Stream<Arguments> knowsTheExamplesOfItsRules() {
        return RuleFile.beside(Redaction.class, "parameter-names.txt").words().stream()
                .flatMap(line -> line.stream().skip(4).map(query -> Arguments.of(line.get(0), line.get(3), query)));
    }

    @Test
    void everyRuleThatIsNoSegmentsHasAnExample() {
        assertThat(RuleFile.beside(Redaction.class, "parameter-names.txt").words())
                .allMatch(line -> line.size() > 4 || line.get(1).equals("segment"))
                .hasSizeGreaterThan(100);
    }

    @ParameterizedTest
    @MethodSource("segments")
    void takesTheRandomSegmentBehindASegmentsName(String name, String kind) {
        String path = "/app/" + name + "/8c7b6a5d4e3f2a1b0c9d/x";

        assertThat(Redacting.text(REDACTION, FieldForm.PATH, path))
                .isEqualTo("/app/" + name + "/"
                        + new String(SecretKind.valueOf(kind).mark(), StandardCharsets.US_ASCII) + "/x");
        assertThat(Redacting.text(REDACTION, FieldForm.PATH, "/app/" + name + "/welcome-to-our-new-site"))
                .isEqualTo("/app/" + name + "/welcome-to-our-new-site");
    }

    static Stream<Arguments> segments() {
        return RuleFile.beside(Redaction.class, "parameter-names.txt").words().stream()
                .filter(line -> line.get(1).equals("segment"))
                .map(line -> Arguments.of(line.get(3), line.get(0)));
    }

    @Test
    void countsByKindInTheOrderOfTheEnum() {
        SecretCounts counts = new SecretCounts();

        REDACTION.query(Redacting.bytes("n=4111111111111111&e=a@b.org,c@d.org&token=x"), counts);
        REDACTION.referer(Redacting.bytes("https://a:b@example.org/"), counts);

        assertThat(counts.labels()).containsExactly("token", "password", "email", "card_number");
        assertThat(counts.of(SecretKind.EMAIL)).isEqualTo(2);
        assertThat(counts.total()).isEqualTo(5);
        counts.clear();
        assertThat(counts.isEmpty()).isTrue();
        assertThat(counts.total()).isZero();
    }

    @Test
    void redactsWhatSettingsNameAndKeepsWhatTheyKeep() {
        Redaction redaction = Redaction.of(
                new PrivacySettings(AddressPrivacy.WHOLE, 1, true, names("customer_no", "age"), names("token", "pw")));

        assertThat(Redacting.text(
                        redaction, FieldForm.QUERY, "customerNo=17&age=1&x[age]=41&stage=2&token=abc&pw=x&a_token=q"))
                .isEqualTo(
                        "customerNo=~redacted.configured~&age=~redacted.configured~&x[age]=~redacted.configured~&stage=2"
                                + "&token=abc&pw=x&a_token=~redacted.token~");
        assertThat(Redacting.text(redaction, FieldForm.QUERY, "token=a@b.org")).isEqualTo("token=~redacted.email~");
    }

    private static SortedSet<String> names(String... names) {
        return new TreeSet<>(List.of(names));
    }

    @Test
    void leavesAllWhereSettingsSaySo() {
        Redaction redaction = Redaction.of(new PrivacySettings(AddressPrivacy.WHOLE, 1, false, names(), names()));
        byte[] query = Redacting.bytes("password=x&e=a@b.org");

        assertThat(redaction.query(query, new SecretCounts())).isSameAs(query);
    }

    @Test
    void takesAllThatFollowsMoreSecretsThanAnyLineHas() {
        SecretCounts counts = new SecretCounts();
        byte[] query = Redacting.bytes("pw=x&".repeat(20_000) + "y=1");

        byte[] out = REDACTION.query(query, counts);

        assertThat(out.length).isLessThan(query.length);
        assertThat(new String(out, StandardCharsets.US_ASCII)).endsWith("pw=~redacted.remainder~");
        assertThat(counts.of(SecretKind.REMAINDER)).isOne();
        assertThat(REDACTION.query(out, counts)).isSameAs(out);
    }

    @Test
    void knowsTheNumbersThatPaymentServicesPublish() {
        for (List<String> line :
                RuleFile.beside(Redaction.class, "card-numbers.txt").words()) {
            for (String number : line.subList(4, line.size())) {
                byte[] b = Redacting.bytes(number);
                byte[] wrong = b.clone();
                wrong[b.length - 1] = (byte) ('0' + (b[b.length - 1] - '0' + 1) % 10);

                assertThat(CardNumbers.ALL.end(b, 0, b.length)).as(number).isEqualTo(b.length);
                assertThat(CardNumbers.ALL.end(wrong, 0, b.length)).as(number).isZero();
            }
        }
    }

    @Test
    void knowsEachShapeOfKeys() {
        for (List<String> line :
                RuleFile.beside(Redaction.class, "value-shapes.txt").words()) {
            int least = Integer.parseInt(line.get(2));
            String key = line.get(1) + "A7b2".repeat(20).substring(0, least);
            String mark = new String(SecretKind.valueOf(line.get(0)).mark(), StandardCharsets.US_ASCII);

            assertThat(Redacting.text(REDACTION, FieldForm.QUERY, "x=" + key + "&y=1"))
                    .isEqualTo("x=" + mark + "&y=1");
            assertThat(Redacting.text(REDACTION, FieldForm.QUERY, "x=" + key.substring(0, key.length() - 1)))
                    .isEqualTo("x=" + key.substring(0, key.length() - 1));
        }
    }

    private static List<String> cases(String resource) throws IOException {
        List<String> cases = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(RedactionTest.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    cases.add(line);
                }
            }
        }
        return cases;
    }
}
