package dev.weir.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.format.IpAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressesTest {
    private static final Salt SALT = Salt.of(Redacting.bytes("0123456789abcdefghijklmnopqrstuv"));
    private static final long DAY = 20_500;

    @ParameterizedTest(name = "{0} is of {1}")
    @CsvSource({
        "203.0.113.77, 203.0.113.0",
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.0",
        "::ffff:203.0.113.77, 203.0.113.0",
        "::FFFF:cb00:714d, 203.0.113.0",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1::",
        "2001:0DB8:0001::7, 2001:db8:1::",
        "2001:db8::1, 2001:db8::",
        "2001:0:1::1, 2001:0:1::",
        "2001::1, 2001::",
        "::1, ::",
        "0:0:7:1::, 0:0:7::",
        "fe80::1%eth0, fe80::",
        "p5b0c1d2e.dip0.t-ipconnect.de, t-ipconnect.de",
        "P5B0C1D2E.DIP0.T-Ipconnect.DE., t-ipconnect.de",
        "example.com, example.com",
        "localhost, -",
        "annas-laptop, -",
        "a..example.com, -",
        ".example.com, -",
        "example.com.., -",
        "203.0.113, 0.113",
        "anna smith.example.com, -",
        "<script>, -",
        "-, -",
        "unix:, unix:",
        "'', ''",
    })
    void keepsTheNetworkOnly(String client, String network) {
        assertThat(shown(AddressPrivacy.TRUNCATED, client, DAY)).isEqualTo(network);
    }

    @Test
    void keepsNoNameThatIsTooLongForOne() {
        assertThat(shown(AddressPrivacy.TRUNCATED, "a.".repeat(40_000) + "de", DAY))
                .isEqualTo("-");
    }

    @Test
    void keepsTheSameArrayWhereAddressesAreWhole() {
        byte[] client = Redacting.bytes("203.0.113.77");

        assertThat(addresses(AddressPrivacy.WHOLE, 1).shown(client, DAY)).isSameAs(client);
    }

    @Test
    void writesTheSamePseudonymForEver() {
        // Computed with Python's hmac and base64 of what the class says of itself.
        assertThat(shown(AddressPrivacy.PSEUDONYM, "203.0.113.77", DAY)).isEqualTo("p-nwgzprcn4u2wtccuwoisoor7mu");
        assertThat(shown(AddressPrivacy.PSEUDONYM, "p5b0c1d2e.dip0.t-ipconnect.de", DAY))
                .isEqualTo("p-q3hezpqwhuktcvmw62ij7hfx44");
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.77, ::ffff:203.0.113.77",
        "2001:db8::1, 2001:0DB8:0:0:0:0:0:1",
        "fe80::1, fe80::1%eth0",
        "host.example.com, HOST.Example.com"
    })
    void isOnePseudonymForAllSpellings(String one, String other) {
        assertThat(shown(AddressPrivacy.PSEUDONYM, one, DAY))
                .isEqualTo(shown(AddressPrivacy.PSEUDONYM, other, DAY))
                .matches(pseudonym -> pseudonym.length() == 28 && pseudonym.startsWith("p-"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "unix:", "unix:/run/app.sock"})
    void leavesNobodyAsItIs(String client) {
        for (AddressPrivacy privacy : AddressPrivacy.values()) {
            assertThat(shown(privacy, client, DAY)).isEqualTo(client);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 30})
    void changesPseudonymsFromPeriodToPeriodAndNeverWithin(int days) {
        ClientAddresses addresses = addresses(AddressPrivacy.PSEUDONYM, days);
        byte[] client = Redacting.bytes("203.0.113.77");
        Set<String> seen = new HashSet<>();
        for (long period = -20; period < 20; period++) {
            String first = text(addresses.shown(client, period * days));
            String last = text(addresses.shown(client, period * days + days - 1));

            assertThat(last).isEqualTo(first);
            assertThat(seen.add(first)).isTrue();
        }
    }

    @Test
    void hasOtherPseudonymsForOtherRotationsAndSalts() {
        byte[] client = Redacting.bytes("203.0.113.77");
        Salt other = Salt.of(Redacting.bytes("1123456789abcdefghijklmnopqrstuv"));
        Set<String> seen = new HashSet<>();
        seen.add(text(addresses(AddressPrivacy.PSEUDONYM, 1).shown(client, 0)));
        seen.add(text(addresses(AddressPrivacy.PSEUDONYM, 7).shown(client, 0)));
        seen.add(text(
                ClientAddresses.of(settings(AddressPrivacy.PSEUDONYM, 1), other).shown(client, 0)));

        assertThat(seen).hasSize(3);
    }

    @Test
    void isAFunctionOfAddressAndDayWhateverCameBefore() {
        ClientAddresses warm = addresses(AddressPrivacy.PSEUDONYM, 1);
        SplittableRandom random = new SplittableRandom(7);
        for (int n = 0; n < 2_000; n++) {
            byte[] client = Redacting.bytes("10.0." + random.nextInt(3) + "." + random.nextInt(3));
            long day = random.nextInt(-40, 40);

            assertThat(warm.shown(client, day))
                    .isEqualTo(addresses(AddressPrivacy.PSEUDONYM, 1).shown(client, day));
        }
    }

    @ParameterizedTest
    @EnumSource
    void makesSomethingOfAnyBytesAndNeverAnAddressOfAPseudonym(AddressPrivacy privacy) {
        ClientAddresses addresses = addresses(privacy, 30);
        SplittableRandom random = new SplittableRandom(11);
        for (int n = 0; n < 5_000; n++) {
            byte[] client = new byte[random.nextInt(60)];
            random.nextBytes(client);
            byte[] shown = addresses.shown(client, random.nextLong());

            boolean pseudonym = privacy == AddressPrivacy.PSEUDONYM && client.length > 1;
            assertThat(pseudonym && IpAddress.parse(shown, 0, shown.length) != null)
                    .as("client " + n)
                    .isFalse();
            assertThat(shown.length).isLessThanOrEqualTo(Math.max(28, client.length));
        }
    }

    @Test
    void needsASaltForPseudonymsAlone() {
        assertThat(ClientAddresses.of(settings(AddressPrivacy.TRUNCATED, 1), null))
                .isNotNull();
        assertThatThrownBy(() -> ClientAddresses.of(settings(AddressPrivacy.PSEUDONYM, 1), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Cannot make pseudonyms of addresses: there is no salt; give the one of this warehouse, or set"
                                + " addresses to truncated");
    }

    private static String shown(AddressPrivacy privacy, String client, long day) {
        return text(addresses(privacy, 1).shown(Redacting.bytes(client), day));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static ClientAddresses addresses(AddressPrivacy privacy, int days) {
        return ClientAddresses.of(settings(privacy, days), SALT);
    }

    private static PrivacySettings settings(AddressPrivacy privacy, int days) {
        return new PrivacySettings(privacy, days, true, new TreeSet<>(), new TreeSet<>());
    }
}
