package dev.weir.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyedHashTest {
    private static final String KEY = "000102030405060708090a0b0c0d0e0f";

    /** From the vectors of the authors' implementation: the bytes 0, 1, 2 and so on by the key above. */
    @ParameterizedTest(name = "{0} bytes")
    @CsvSource({
        "0, 310e0edd47db6f72",
        "1, fd67dc93c539f874",
        "2, 5a4fa9d909806c0d",
        "7, 37d1018bf50002ab",
        "8, 6224939a79f5f593",
        "9, b0e4a90bdf82009e",
        "15, e545be4961ca29a1",
    })
    void isSipHash(int length, String expected) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) i;
        }

        long hash = KeyedHash.by(KEY).siphash(bytes, length);

        ByteBuffer written =
                ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(hash);
        assertThat(HexFormat.of().formatHex(written.array())).isEqualTo(expected);
    }

    @Test
    void readsNoFurtherThanItsLength() {
        byte[] bytes = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

        assertThat(KeyedHash.by(KEY).of(bytes, 3)).isEqualTo(KeyedHash.by(KEY).of(new byte[] {1, 2, 3}, 3));
    }

    @Test
    void isNoNegativeNumberAndAnotherByAnotherKey() {
        for (int i = 0; i < 1_000; i++) {
            byte[] bytes = String.valueOf(i).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            long hash = KeyedHash.by(KEY).of(bytes, bytes.length);

            assertThat(hash).isNotNegative();
            assertThat(KeyedHash.by(KeyedHash.newKey()).of(bytes, bytes.length)).isNotEqualTo(hash);
        }
    }

    @Test
    void goesToOtherMachinesAsItIs() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(KeyedHash.by(KEY));

        KeyedHash there = (KeyedHash) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();

        assertThat(there.of(new byte[] {1}, 1)).isEqualTo(KeyedHash.by(KEY).of(new byte[] {1}, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "000102030405060708090a0b0c0d0e0g", "000102030405060708090a0b0c0d0e0f00"})
    void refusesWhatIsNoKeyAndDoesNotTellIt(String key) {
        assertThatThrownBy(() -> KeyedHash.by(key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid key of " + key.length() + " characters, must be 32 hexadecimal digits");
    }

    @Test
    void printsNothingOfItsKey() {
        assertThat(KeyedHash.by(KEY)).hasToString("a keyed hash");
    }
}
