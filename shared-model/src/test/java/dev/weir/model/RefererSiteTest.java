package dev.weir.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefererSiteTest {
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
        "-, -",
        "'', -",
        "https://, -",
        "https:///path, -",
        "https://:80/, -",
        "https://user@/, -",
        "://example.com, -",
        "example.com/a, -",
        "/relative, -",
        "about:blank, -",
        "mailto:a@example.com, -",
        "'https://exa mple.com/', -",
        "'https://exa\tmple.com/', -",
        "javascript:alert(1), -",
    })
    void isTheHostOfAUrl(String referer, String site) {
        assertThat(site(referer)).isEqualTo(site);
    }

    @Test
    void isADashWhereThereIsNone() {
        assertThat(RefererSite.invoke(null)).hasToString("-");
    }

    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(ints = {1, 252, 253, 254, 100_000})
    void isADashWhereItIsTooLongForAHost(int length) {
        String host = "h".repeat(length);

        assertThat(site("https://" + host + "/")).isEqualTo(length <= 253 ? host : "-");
    }

    @Test
    void isNeverEmptyOrUnboundedWhateverTheReferer() {
        SplittableRandom random = new SplittableRandom(1);
        for (int n = 0; n < 20_000; n++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            for (UTF8String referer : new UTF8String[] {
                UTF8String.fromBytes(bytes),
                UTF8String.concat(UTF8String.fromString("a://"), UTF8String.fromBytes(bytes))
            }) {
                assertThat(RefererSite.invoke(referer).toString()).isNotEmpty();
            }
        }
    }

    private static String site(String referer) {
        return RefererSite.invoke(UTF8String.fromString(referer)).toString();
    }
}
