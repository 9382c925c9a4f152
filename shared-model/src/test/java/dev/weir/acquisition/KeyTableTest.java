package dev.weir.acquisition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KeyTableTest {
    @Test
    void findsWhatAMapFindsWithoutRegardToCase() {
        for (long seed = 1; seed <= 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Map<String, String> entries = new HashMap<>();
            for (int n = random.nextInt(40); n > 0; n--) {
                String key = host(random);
                entries.put(key, "of " + key);
            }
            KeyTable<String> table = new KeyTable<>(entries);
            for (int n = 0; n < 50; n++) {
                String host = host(random);
                byte[] shown = (">" + (n % 2 == 0 ? host : host.toUpperCase(Locale.ROOT)) + "<")
                        .getBytes(StandardCharsets.US_ASCII);
                assertThat(table.whole(shown, 1, shown.length - 1))
                        .as("seed %d", seed)
                        .isEqualTo(entries.get(host));
                assertThat(table.suffix(shown, 1, shown.length - 1))
                        .as("seed %d", seed)
                        .isEqualTo(longest(entries, host));
            }
        }
    }

    private static String longest(Map<String, String> entries, String host) {
        for (int at = 0; at >= 0; at = host.indexOf('.', at) + 1) {
            String value = entries.get(host.substring(at));
            if (value != null || host.indexOf('.', at) < 0) {
                return value;
            }
        }
        return null;
    }

    private static String host(SplittableRandom random) {
        StringBuilder host = new StringBuilder();
        for (int n = random.nextInt(3); n >= 0; n--) {
            host.append((char) ('a' + random.nextInt(3))).append(n > 0 ? "." : "");
        }
        return host.toString();
    }
}
