package dev.weir.acquisition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlHostTest {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "https://www.example.com/a/b?c=d, www.example.com",
        "http://EXAMPLE.com, example.com",
        "https://example.com:8443/, example.com",
        "https://example.com:/, example.com",
        "https://example.com?q=https://other.example/, example.com",
        "https://example.com#x, example.com",
        "https://user:secret@example.com/, example.com",
        "https://a@b@example.com/, example.com",
        "https://example.com/@other.example, example.com",
        "android-app://com.google.android.gm/, com.google.android.gm",
        "https://[2001:db8::1]:8080/, [2001:db8::1]",
        "https://[2001:db8::1]/, [2001:db8::1]",
        "https://192.0.2.1:80/, 192.0.2.1",
        "https://münchen.example/, münchen.example",
        "-, ",
        "'', ",
        "https://, ",
        "https:///path, ",
        "https://:80/, ",
        "https://user@/, ",
        "://example.com, ",
        "example.com/a, ",
        "/relative, ",
        "about:blank, ",
        "mailto:a@example.com, ",
        "'https://exa mple.com/', ",
        "'https://exa\tmple.com/', ",
        "javascript:alert(1), ",
    })
    void isTheHostOfAUrl(String referer, String site) {
        assertThat(site(referer)).isEqualTo(site);
    }

    @Test
    void isNullWhereThereIsNone() {
        assertThat(UrlHost.of(null)).isNull();
    }

    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(ints = {1, 252, 253, 254, 100_000})
    void isNullWhereItIsTooLongForAHost(int length) {
        String host = "h".repeat(length);

        assertThat(site("https://" + host + "/")).isEqualTo(length <= 253 ? host : null);
    }

    @Test
    void isNeverEmptyOrUnboundedWhateverTheReferer() {
        SplittableRandom random = new SplittableRandom(1);
        for (int n = 0; n < 20_000; n++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            for (byte[] referer : new byte[][] {bytes, behindAScheme(bytes)}) {
                String host = UrlHost.of(referer);
                assertThat(host == null || !host.isEmpty()).isTrue();
            }
        }
    }

    private static byte[] behindAScheme(byte[] bytes) {
        return ("a://" + new String(bytes, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String site(String referer) {
        return UrlHost.of(referer.getBytes(StandardCharsets.UTF_8));
    }
}
