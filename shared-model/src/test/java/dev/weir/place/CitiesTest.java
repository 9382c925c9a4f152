package dev.weir.place;

import static dev.weir.place.Addresses.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weir.format.IpAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CitiesTest {
    private static final Map<String, Object> BERLIN_NESTED = Map.of(
            "city", Map.of("geoname_id", 2_950_159L, "names", Map.of("de", "Berlin (de)", "en", "Berlin")),
            "country", Map.of("iso_code", "DE", "names", Map.of("en", "Germany")),
            "location",
                    Map.of(
                            "accuracy_radius",
                            20,
                            "latitude",
                            52.5196,
                            "longitude",
                            13.4069,
                            "time_zone",
                            "Europe/Berlin"),
            "subdivisions",
                    List.of(Map.of("iso_code", "BE", "names", Map.of("en", "State of Berlin")), Map.of("x", "y")));
    private static final Map<String, Object> LIMA_FLAT = Map.of(
            "city", "Lima",
            "country_code", "PE",
            "latitude", -12.0464f,
            "longitude", -77.0428f,
            "postcode", "",
            "state1", "Lima Province",
            "timezone", "");
    private static final City BERLIN = new City("DE", "State of Berlin", "Berlin", 52.5196, 13.4069);
    private static final City LIMA = new City("PE", "Lima Province", "Lima", -12.0464, -77.0428);

    @ParameterizedTest(name = "records of {0} bits")
    @ValueSource(ints = {24, 28, 32})
    void readsBothSchemasInIpv4AndIpv6(int recordSize) throws IOException {
        Cities cities = read(new MmdbFile(recordSize, 6, "GeoLite2-City")
                .add("192.0.2.0/24", BERLIN_NESTED)
                .add("198.51.100.128/25", LIMA_FLAT)
                .add("2001:db8::/32", LIMA_FLAT)
                .add("2001:db9:1::/48", BERLIN_NESTED)
                .bytes());

        assertThat(cities.of(address("192.0.2.0"))).isEqualTo(BERLIN);
        assertThat(cities.of(address("192.0.2.255"))).isEqualTo(BERLIN);
        assertThat(cities.of(address("::ffff:192.0.2.7"))).isEqualTo(BERLIN);
        assertThat(cities.of(address("192.0.3.0"))).isEqualTo(City.UNKNOWN);
        assertThat(cities.of(address("198.51.100.127"))).isEqualTo(City.UNKNOWN);
        assertThat(cities.of(address("198.51.100.128"))).isEqualTo(LIMA);
        assertThat(cities.of(address("2001:db8:ffff::1"))).isEqualTo(LIMA);
        assertThat(cities.of(address("2001:db9:1::"))).isEqualTo(BERLIN);
        assertThat(cities.of(address("2001:db9:2::"))).isEqualTo(City.UNKNOWN);
        assertThat(cities.damaged()).isZero();
    }

    @Test
    void ofIpv4AloneKnowNothingOfIpv6() throws IOException {
        Cities cities = read(
                new MmdbFile(24, 4, "city ipv4").add("192.0.2.0/24", LIMA_FLAT).bytes());

        assertThat(cities.of(address("192.0.2.9"))).isEqualTo(LIMA);
        assertThat(cities.of(address("192.0.1.9"))).isEqualTo(City.UNKNOWN);
        assertThat(cities.of(address("2001:db8::1"))).isEqualTo(City.UNKNOWN);
        assertThat(cities.of(address("::c000:209"))).isEqualTo(City.UNKNOWN);
        assertThat(cities.damaged()).isZero();
    }

    @Test
    void takeNoFieldOfAnotherTypeOrBeyondItsBounds() {
        assertThat(CityFields.of(Map.of("city", 7L, "country_code", "de", "state1", List.of(), "latitude", "52")))
                .isEqualTo(City.UNKNOWN);
        assertThat(CityFields.of(Map.of("latitude", 90.1, "longitude", 10.0))).isEqualTo(City.UNKNOWN);
        assertThat(CityFields.of(Map.of("latitude", Double.NaN, "longitude", 10.0)))
                .isEqualTo(City.UNKNOWN);
        assertThat(CityFields.of(Map.of("latitude", 10.0))).isEqualTo(City.UNKNOWN);
        assertThat(CityFields.of(Map.of("subdivisions", List.of(), "city", Map.of("names", Map.of("de", "Köln")))))
                .isEqualTo(City.UNKNOWN);
        assertThat(CityFields.of(Map.of("latitude", -90.0, "longitude", 180.0)))
                .isEqualTo(new City("", "", "", -90.0, 180.0));
        assertThat(CityFields.of("text")).isEqualTo(City.UNKNOWN);
        assertThat(CityFields.of(null)).isEqualTo(City.UNKNOWN);
    }

    @Test
    void haveANameAndADescription() throws IOException {
        byte[] file = new MmdbFile(24, 6, "DBIP-City-Lite")
                .add("192.0.2.0/24", LIMA_FLAT)
                .bytes();

        assertThat(read(file).description()).isEqualTo("DBIP-City-Lite, 2026-05-28");
        assertThat(read(file).digest()).hasSize(64).isEqualTo(read(file.clone()).digest());
        byte[] other = new MmdbFile(24, 6, "DBIP-City-Lite")
                .add("192.0.2.0/25", LIMA_FLAT)
                .bytes();
        assertThat(read(other).digest()).isNotEqualTo(read(file).digest());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void answerTheSameWhateverWasAskedBefore(long seed) throws IOException {
        MmdbFile file = new MmdbFile(28, 6, "City");
        for (int i = 0; i < 64; i++) {
            file.add("10.0." + 4 * i + ".0/23", Map.of("city", "City " + i, "country_code", "DE"));
        }
        Cities cities = read(file.bytes());
        SplittableRandom random = new SplittableRandom(seed);
        for (int n = 0; n < 50_000; n++) {
            int offset = random.nextInt(1 << 16);
            IpAddress address = Addresses.v4(10L << 24 | offset);
            City expected =
                    (offset >>> 8) % 4 < 2 ? new City("DE", "", "City " + (offset >>> 10), null, null) : City.UNKNOWN;
            assertThat(cities.of(address)).isEqualTo(expected);
        }
    }

    @Test
    void saysWhatToDoWithAnotherFile() {
        String message = "Cannot read the database of cities my.mmdb: it is no MaxMind DB, or its end is missing;"
                + " fetch it anew, uncompressed";
        for (byte[] file : List.of(new byte[0], "no database".getBytes(StandardCharsets.US_ASCII), new byte[100_000])) {
            assertThatIllegalArgumentException().isThrownBy(() -> read(file)).withMessage(message);
        }
    }

    @Test
    void refusesADatabaseOfSomethingElse() {
        byte[] file = new MmdbFile(24, 6, "GeoLite2-ASN")
                .add("192.0.2.0/24", Map.of("autonomous_system_number", 7L))
                .bytes();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(file))
                .withMessage(
                        "Cannot read the database of cities my.mmdb: it has no cities, for it is of type GeoLite2-ASN;"
                                + " give a database of cities such as GeoLite2-City or DB-IP's City Lite");
    }

    @ParameterizedTest(name = "records of {0} bits")
    @ValueSource(ints = {24, 28, 32})
    void findsADatabaseCutOffAnywhere(int recordSize) {
        byte[] file = new MmdbFile(recordSize, 4, "City")
                .add("192.0.2.0/24", BERLIN_NESTED)
                .add("193.0.2.0/24", LIMA_FLAT)
                .bytes();
        int metadata = new String(file, StandardCharsets.ISO_8859_1).indexOf("MaxMind.com");
        for (int length = 0; length < metadata + 11; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThatIllegalArgumentException()
                    .as("cut at " + length)
                    .isThrownBy(() -> read(cut))
                    .withMessageStartingWith("Cannot read the database of cities my.mmdb: it is ")
                    .withMessageContaining("fetch it anew");
        }
    }

    @ParameterizedTest(name = "records of {0} bits")
    @ValueSource(ints = {24, 28, 32})
    void findsThatItsMiddleIsMissing(int recordSize) {
        byte[] file = new MmdbFile(recordSize, 4, "City")
                .add("192.0.2.0/24", BERLIN_NESTED)
                .add("193.0.2.0/24", LIMA_FLAT)
                .bytes();
        int metadata = new String(file, StandardCharsets.ISO_8859_1).indexOf("MaxMind.com") - 3;
        byte[] end = Arrays.copyOfRange(file, metadata, file.length);
        for (int length = 0; length < 40 * recordSize / 4 + 16; length += 7) {
            byte[] gap = Arrays.copyOf(file, length + end.length);
            System.arraycopy(end, 0, gap, length, end.length);
            assertThatIllegalArgumentException()
                    .as("gap at " + length)
                    .isThrownBy(() -> read(gap))
                    .withMessageContaining("cut off");
        }
    }

    @Test
    void refusesATreeThatGoesInACircle() {
        byte[] file = new MmdbFile(24, 4, "City").add("0.0.0.0/1", LIMA_FLAT).bytes();
        Arrays.fill(file, 0, 6, (byte) 0);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(file))
                .withMessage(
                        "Cannot read the database of cities my.mmdb: it is damaged: its first records cannot be read;"
                                + " fetch it anew");
    }

    @Test
    void ofADamagedRecordKnowNothingAndCountIt() throws IOException {
        byte[] text = {0x45, 'h', 'e', 'l', 'l', 'o'};
        byte[] mapOfItself = {(byte) 0xe1, 0x41, 'x', 0x20, 0};
        byte[] endless = {(byte) 0xfe, (byte) 0xff, (byte) 0xff};
        byte[] unknownType = {0x00, (byte) 0xff};
        MmdbFile file = new MmdbFile(24, 4, "City")
                .addRaw("10.1.0.0/16", mapOfItself)
                .addRaw("10.2.0.0/16", endless)
                .addRaw("10.3.0.0/16", unknownType)
                .addRaw("10.4.0.0/16", text);
        // Cities come first in the tree, so it is opened.
        Cities cities = read(file.add("1.0.0.0/8", LIMA_FLAT).bytes());

        assertThat(cities.of(address("1.2.3.4"))).isEqualTo(LIMA);
        assertThat(cities.damaged()).isZero();
        for (int i = 1; i <= 4; i++) {
            assertThat(cities.of(address("10." + i + ".0.1"))).as("record " + i).isEqualTo(City.UNKNOWN);
            assertThat(cities.damaged()).as("record " + i).isEqualTo(i);
        }
        assertThat(cities.of(address("1.2.3.5"))).isEqualTo(LIMA);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void areReadOrRefusedWithAReasonWhateverTheirBytes(long seed) throws IOException {
        byte[] file = new MmdbFile(28, 4, "City")
                .add("192.0.2.0/24", BERLIN_NESTED)
                .add("193.0.2.0/24", LIMA_FLAT)
                .bytes();
        SplittableRandom random = new SplittableRandom(seed);
        int refused = 0;
        for (int n = 0; n < 1_000; n++) {
            byte[] damaged = file.clone();
            for (int i = random.nextInt(1, 6); i > 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                Cities cities = read(damaged);
                assertThat(cities.of(address("192.0.2.1"))).isNotNull();
                assertThat(cities.of(address("193.0.2.1"))).isNotNull();
                assertThat(cities.of(address("1.0.2.1"))).isNotNull();
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageStartingWith("Cannot read the database of cities my.mmdb: ");
                refused++;
            }
        }
        assertThat(refused).isBetween(100, 999);
    }

    private static Cities read(byte[] file) throws IOException {
        return Cities.read(new ByteArrayInputStream(file), "my.mmdb");
    }
}
