package dev.weir.place;

import static dev.weir.place.Addresses.address;
import static dev.weir.place.Addresses.v4;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.format.IpAddress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table that is shipped. */
class PlacesTest {
    private static final Places PLACES = Places.shipped();

    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, US, 15169, Google, HOSTING",
        "::ffff:8.8.8.8, US, 15169, Google, HOSTING",
        "2001:4860:4860::8888, *, 15169, Google, HOSTING",
        "1.1.1.1, *, 13335, Cloudflare, HOSTING",
        "2606:4700::1111, *, 13335, Cloudflare, HOSTING",
        "91.32.5.6, DE, 3320, Deutsche Telekom, ISP",
        "2003:1::1, DE, 3320, Deutsche Telekom, ISP",
        "88.198.1.1, DE, 24940, Hetzner, HOSTING",
        "2a01:4f8::1, DE, 24940, Hetzner, HOSTING",
        "51.38.1.1, *, 16276, OVH, HOSTING",
        "178.62.1.1, GB, 14061, DigitalOcean, HOSTING",
        "52.95.110.1, US, 16509, Amazon, HOSTING",
        "66.249.66.1, US, 15169, Google, CRAWLER",
        "2001:4860:4801:10::1, US, 15169, Google, CRAWLER",
        "157.55.39.1, US, 8075, Microsoft, CRAWLER",
        "77.88.5.5, *, 13238, YANDEX, CRAWLER",
        "69.171.251.1, *, 32934, Facebook, CRAWLER",
        "73.1.2.3, US, 7922, Comcast, ISP",
        "129.132.1.1, CH, 559, SWITCH, EDUCATION",
        "130.237.1.1, SE, 1653, Vetenskapsradet, EDUCATION",
        "18.9.22.69, US, 3, Massachusetts Institute of Technology, EDUCATION",
        "193.0.6.139, NL, 3333, *, *",
    })
    void saysWhatEverybodyKnows(String address, String country, long asn, String organisation, String kind) {
        IpPlace place = PLACES.of(address(address));

        assertThat(place.asn()).isEqualTo(asn);
        if (!country.equals("*")) {
            assertThat(place.country()).isEqualTo(country);
        }
        if (!organisation.equals("*")) {
            assertThat(place.organisation()).startsWith(organisation);
        }
        if (!kind.equals("*")) {
            assertThat(place.kind()).hasToString(kind);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, RESERVED",
        "10.0.0.0, PRIVATE",
        "10.255.255.255, PRIVATE",
        "100.64.0.0, PRIVATE",
        "100.127.255.255, PRIVATE",
        "127.0.0.1, PRIVATE",
        "169.254.169.254, PRIVATE",
        "172.16.0.0, PRIVATE",
        "172.31.255.255, PRIVATE",
        "192.168.0.1, PRIVATE",
        "192.0.2.1, RESERVED",
        "198.51.100.255, RESERVED",
        "203.0.113.0, RESERVED",
        "198.18.0.1, RESERVED",
        "198.19.255.255, RESERVED",
        "224.0.0.1, RESERVED",
        "255.255.255.255, RESERVED",
        "::ffff:10.0.0.1, PRIVATE",
        "::, RESERVED",
        "::1, PRIVATE",
        "::2, RESERVED",
        "2001:db8::, RESERVED",
        "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, RESERVED",
        "3fff::1, RESERVED",
        "fc00::1, PRIVATE",
        "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, PRIVATE",
        "fe80::1, PRIVATE",
        "ff02::1, RESERVED",
        "4000::, RESERVED",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, RESERVED",
        "64:ff9b::808:808, UNKNOWN",
        "2002:808:808::1, UNKNOWN",
    })
    void putsSpecialAddressesNowhere(String address, NetworkKind kind) {
        assertThat(PLACES.of(address(address))).isEqualTo(new IpPlace("", 0, "", kind));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.20.0.0",
                "223.255.255.255"
            })
    void knowsWhereSpecialAddressesEnd(String address) {
        assertThat(PLACES.of(address(address)).kind()).isNotIn(NetworkKind.PRIVATE, NetworkKind.RESERVED);
    }

    @Test
    void hasRangesInOrderWhoseEdgesAreTheirs() {
        Ipv4Ranges v4 = PLACES.v4();
        assertThat(v4.start(0)).isZero();
        for (int i = 1; i < v4.count(); i++) {
            int start = v4.start(i);
            if (Integer.compareUnsigned(v4.start(i - 1), start) >= 0
                    || v4.find(start) != i
                    || v4.find(start - 1) != i - 1
                    || PLACES.of(v4(start)).equals(PLACES.of(v4(start - 1L)))) {
                throw new AssertionError("IPv4 range " + i + " begins wrongly at " + Integer.toUnsignedString(start));
            }
        }
        assertThat(v4.find(-1)).isEqualTo(v4.count() - 1);
        Ipv6Ranges v6 = PLACES.v6();
        assertThat(v6.high(0) | v6.low(0)).isZero();
        for (int i = 1; i < v6.count(); i++) {
            long high = v6.high(i);
            long low = v6.low(i);
            long before = low == 0 ? high - 1 : high;
            if (v6.find(high, low) != i || v6.find(before, low - 1) != i - 1) {
                throw new AssertionError("IPv6 range " + i + " begins wrongly at " + Long.toHexString(high));
            }
        }
        assertThat(v6.find(-1, -1)).isEqualTo(v6.count() - 1);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void findsWhatALinearSearchFindsInIpv4(long seed) {
        Ipv4Ranges ranges = PLACES.v4();
        int[] addresses = new SplittableRandom(seed).ints(100_000).toArray();
        Integer[] sorted = Arrays.stream(addresses).boxed().toArray(Integer[]::new);
        Arrays.sort(sorted, Integer::compareUnsigned);
        int range = 0;
        for (int address : sorted) {
            while (range + 1 < ranges.count() && Integer.compareUnsigned(ranges.start(range + 1), address) <= 0) {
                range++;
            }
            if (ranges.find(address) != range) {
                throw new AssertionError(Integer.toUnsignedString(address) + " is not in range " + ranges.find(address)
                        + " but " + range);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void findsWhatALinearSearchFindsInIpv6(long seed) {
        Ipv6Ranges ranges = PLACES.v6();
        SplittableRandom random = new SplittableRandom(seed);
        IpAddress[] addresses = new IpAddress[100_000];
        for (int i = 0; i < addresses.length; i++) {
            // Near to a range's beginning, or anywhere.
            int near = random.nextInt(ranges.count());
            addresses[i] = i % 4 == 0
                    ? new IpAddress(random.nextLong(), random.nextLong())
                    : new IpAddress(
                            ranges.high(near) + random.nextInt(-2, 3), ranges.low(near) + random.nextInt(-2, 3));
        }
        Comparator<IpAddress> order = (a, b) -> a.high() == b.high()
                ? Long.compareUnsigned(a.low(), b.low())
                : Long.compareUnsigned(a.high(), b.high());
        Arrays.sort(addresses, order);
        int range = 0;
        for (IpAddress address : addresses) {
            while (range + 1 < ranges.count()
                    && order.compare(new IpAddress(ranges.high(range + 1), ranges.low(range + 1)), address) <= 0) {
                range++;
            }
            if (ranges.find(address.high(), address.low()) != range) {
                throw new AssertionError(address + " is not in range " + range);
            }
        }
    }

    @Test
    void knowsCountriesAndSystemsOfTheWorld() {
        Set<String> countries = new HashSet<>();
        Set<Long> systems = new HashSet<>();
        Set<NetworkKind> kinds = new HashSet<>();
        for (int i = 0; i < PLACES.v4().count(); i++) {
            IpPlace place = PLACES.of(v4(PLACES.v4().start(i)));
            countries.add(place.country());
            systems.add(place.asn());
            kinds.add(place.kind());
            if (place.organisation().isEmpty() != (place.asn() == 0)) {
                throw new AssertionError(place + " has a number or a name alone");
            }
        }
        assertThat(countries).hasSizeGreaterThan(230).contains("", "DE", "US", "BR", "IN", "ZA", "XK");
        assertThat(systems).hasSizeGreaterThan(80_000).doesNotContain(23456L, 64512L, 4_294_967_294L);
        assertThat(kinds).containsExactlyInAnyOrder(NetworkKind.values());
    }

    @Test
    void givesTheSameInstanceAgain() {
        assertThat(PLACES.of(address("8.8.8.8"))).isSameAs(PLACES.of(address("8.8.4.4")));
        assertThat(Places.shipped()).isSameAs(PLACES);
    }

    @Test
    void namesItsSourcesAndItsBytes() throws Exception {
        assertThat(PLACES.description().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .contains("@ip-location-db/asn", "2026-06-17", "CC-BY-4.0", "RouteViews"),
                        line -> assertThat(line)
                                .contains(
                                        "@ip-location-db/dbip-country", "2026-06-01", "CC-BY-4.0", "https://db-ip.com"),
                        line -> assertThat(line)
                                .isEqualTo(PLACES.v4().count() + " ranges of IPv4, "
                                        + PLACES.v6().count() + " of IPv6"));
        assertThat(PLACES.digest()).isEqualTo(sha256(shipped()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kinds.txt", "special.txt"})
    void isMadeOfTheRulesAsTheyAre(String file) throws Exception {
        String digest = sha256(Files.readAllBytes(Path.of("data/places", file)));

        assertThat(new String(shipped(), 0, 2_000, java.nio.charset.StandardCharsets.ISO_8859_1))
                .as("run data/places/make after a change of " + file)
                .contains("input\t" + file + "\t" + digest + "\n");
    }

    static byte[] shipped() throws IOException {
        try (InputStream in = Places.class.getResourceAsStream("places.bin")) {
            return in.readAllBytes();
        }
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
