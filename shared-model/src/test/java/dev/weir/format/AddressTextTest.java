package dev.weir.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTextTest {
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "203.0.113.7, 203.0.113.7",
        "10.100.9.99, 10.100.9.99",
        "::ffff:203.0.113.7, 203.0.113.7",
        "::ffff:0:0, 0.0.0.0",
        "::fffe:203.0.113.7, ::fffe:cb00:7107",
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "2001:DB8::1, 2001:db8::1",
        "2001:0db8:0000:0000:0001:0000:0000:0001, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:0, 2001:db8:0:0:1::",
        "0:0:1:1:1:1:1:1, ::1:1:1:1:1:1",
        "1:1:1:1:1:1:0:0, 1:1:1:1:1:1::",
        "0:1:1:1:1:1:1:0, 0:1:1:1:1:1:1:0",
        "a:b:c:d:e:f:10:abcd, a:b:c:d:e:f:10:abcd",
        "fe80::1%eth0, fe80::1",
    })
    void isTheOneThatRfc5952Recommends(String address, String text) {
        assertThat(AddressText.of(address(address))).isEqualTo(text);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void isReadAsTheSameAddress(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int n = 0; n < 50_000; n++) {
            IpAddress address = new IpAddress(groups(random), groups(random));
            String text = AddressText.of(address);

            assertThat(address(text)).as(text).isEqualTo(address);
            assertThat(text.contains("::") || !(":" + text + ":").contains(":0:0:"))
                    .as(text)
                    .isTrue();
        }
    }

    private static long groups(SplittableRandom random) {
        long groups = 0;
        for (int i = 0; i < 4; i++) {
            groups = groups << 16 | (random.nextBoolean() ? 0 : random.nextInt(1 << random.nextInt(1, 17)));
        }
        return groups;
    }

    private static IpAddress address(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return IpAddress.parse(bytes, 0, bytes.length);
    }
}
