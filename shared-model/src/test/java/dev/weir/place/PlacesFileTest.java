package dev.weir.place;

import static dev.weir.place.Addresses.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.place.PlaceTable.Step;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacesFileTest {
    private static final String HEADER = "source\tsome data, 2026-01-01\ninput\tx\t00\nlater\tkey\n";
    private static final int NEW = 254;
    private static final int LITERAL = 255;
    private static final List<Step> V4 = List.of(
            new Step(0, 0, LITERAL, 0),
            new Step(0x0100_0000, 0, NEW, 0),
            new Step(0x0100_0100, 0, 1, 0),
            new Step(0xff00_0003L, 0, NEW, 0),
            new Step(0xffff_ffffL, 0, 2, 0));
    private static final List<Step> V6 = List.of(
            new Step(0, 0, LITERAL, 0),
            new Step(0x2001_0000_0000_0000L, 0, NEW, 0),
            new Step(0x2001_0000_0000_0000L, 5, LITERAL, 1),
            new Step(0xff00_0000_0000_0000L, 0, 2, 0));
    private static final byte[] BODY = PlaceTable.body(V4, V6);

    @Test
    void isReadAsItsFormatSays() throws IOException {
        Places places = read(PlaceTable.seal(1, HEADER, BODY));
        IpPlace german = new IpPlace("DE", 7, "Sieben", NetworkKind.ISP);
        IpPlace hosting = new IpPlace("", 9, "Nine", NetworkKind.HOSTING);
        IpPlace germanHosting = new IpPlace("DE", 9, "Nine", NetworkKind.HOSTING);

        assertThat(places.of(address("0.255.255.255"))).isEqualTo(IpPlace.NOWHERE);
        assertThat(places.of(address("1.0.0.0"))).isEqualTo(german);
        assertThat(places.of(address("1.0.0.255"))).isEqualTo(german);
        assertThat(places.of(address("1.0.1.0"))).isEqualTo(IpPlace.NOWHERE);
        assertThat(places.of(address("255.0.0.3"))).isEqualTo(hosting);
        assertThat(places.of(address("255.255.255.254"))).isEqualTo(hosting);
        assertThat(places.of(address("255.255.255.255"))).isEqualTo(german);
        assertThat(places.of(address("2000:ffff::"))).isEqualTo(IpPlace.NOWHERE);
        assertThat(places.of(address("2001::4"))).isEqualTo(germanHosting);
        assertThat(places.of(address("2001::5"))).isEqualTo(german);
        assertThat(places.of(address("feff::"))).isEqualTo(german);
        assertThat(places.of(address("ff00::"))).isEqualTo(IpPlace.NOWHERE);
        assertThat(places.description()).isEqualTo("some data, 2026-01-01\n5 ranges of IPv4, 4 of IPv6");
    }

    @Test
    void saysWhatToDoWithAnotherFile() {
        String other = "Cannot read the table of places: it is no such table; give one that data/places/make wrote";
        refused(new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0, 0, 0, 0, 0}, other);
        refused("WEIRIPP?".getBytes(StandardCharsets.US_ASCII), other);
        refused(new byte[] {1}, other);
        refused(new byte[0], "Cannot read the table of places: it is empty; give a table that data/places/make wrote");
    }

    @Test
    void saysWhatToDoWithANewerTable() {
        refused(
                PlaceTable.seal(2, HEADER, BODY),
                "Cannot read the table of places: its format is version 2, this Weir reads version 1;"
                        + " update Weir, or make the table with this Weir's data/places/make");
    }

    @Test
    void saysWhatToDoWithADamagedTable() {
        byte[] table = PlaceTable.seal(1, HEADER, BODY);
        String damaged =
                "Cannot read the table of places: it is damaged; copy it anew, or make it anew with data/places/make";
        for (int length = 8; length < table.length; length++) {
            refused(Arrays.copyOf(table, length), damaged);
        }
        refused(Arrays.copyOf(table, table.length + 1), damaged);
        for (int at = 12; at < table.length; at++) {
            byte[] flipped = table.clone();
            flipped[at] ^= 0x10;
            refused(flipped, damaged);
        }
    }

    @Test
    void findsTheShippedTableCutOff() throws IOException {
        byte[] shipped = PlacesTest.shipped();
        for (int length : new int[] {1_000, shipped.length - 1}) {
            assertThatThrownBy(() -> read(Arrays.copyOf(shipped, length)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("it is damaged; copy it anew");
        }
    }

    @Test
    void refusesABodyThatEndsAnywhere() {
        for (int length = 0; length < BODY.length; length++) {
            byte[] table = PlaceTable.seal(1, HEADER, Arrays.copyOf(BODY, length));
            assertThatIllegalArgumentException()
                    .as("cut at " + length)
                    .isThrownBy(() -> read(table))
                    .withMessageStartingWith("Cannot read the table of places: it is not as the format says (");
        }
        byte[] longer = PlaceTable.seal(1, HEADER, Arrays.copyOf(BODY, BODY.length + 1));
        assertThatIllegalArgumentException().isThrownBy(() -> read(longer)).withMessageContaining("too long");
    }

    @Test
    void refusesRangesOutOfOrder() {
        Step first = new Step(0, 0, LITERAL, 0);
        Step some = new Step(0x100, 9, NEW, 0);
        List<Step> ordered = List.of(first, some);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        read(PlaceTable.seal(1, HEADER, PlaceTable.body(List.of(first, some, some), ordered))))
                .withMessageContaining("IPv4 ranges are out of order");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        read(PlaceTable.seal(1, HEADER, PlaceTable.body(ordered, List.of(first, some, some)))))
                .withMessageContaining("IPv6 ranges are out of order");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void isReadOrRefusedWithAReasonWhateverTheBody(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        int refused = 0;
        for (int n = 0; n < 1_000; n++) {
            byte[] body = BODY.clone();
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(read(PlaceTable.seal(1, HEADER, body)).of(address("1.2.3.4")))
                        .isNotNull();
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageStartingWith("Cannot read the table of places: it is not as the format says (");
                refused++;
            }
        }
        assertThat(refused).isBetween(100, 999);
    }

    @Test
    void passesOnThatAStreamCannotBeRead() {
        InputStream closed = InputStream.nullInputStream();
        assertThatCode(closed::close).doesNotThrowAnyException();

        assertThatThrownBy(() -> Places.read(closed))
                .isInstanceOf(IOException.class)
                .hasMessage("Stream closed");
    }

    private static void refused(byte[] table, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> read(table)).withMessage(message);
    }

    private static Places read(byte[] table) throws IOException {
        return Places.read(new ByteArrayInputStream(table));
    }
}
