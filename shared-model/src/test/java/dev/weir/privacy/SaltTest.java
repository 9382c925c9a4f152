package dev.weir.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SaltTest {
    private static final byte[] RANDOM = Redacting.bytes("0123456789abcdefghijklmnopqrstuv");

    @Test
    void readsWhatItWrote() {
        Salt salt = Salt.of(RANDOM);

        assertThat(Salt.read(salt.written())).isEqualTo(salt).hasSameHashCodeAs(salt);
        assertThat(new String(salt.written(), StandardCharsets.US_ASCII))
                .startsWith("weir-salt-1 ")
                .endsWith("\n");
    }

    @Test
    void tellsNothingOfItself() {
        String hex = HexFormat.of().formatHex(RANDOM);
        Salt salt = Salt.of(RANDOM);

        assertThat(salt).hasToString("a salt");
        assertThat(salt.fingerprint()).hasSize(12);
        assertThat(hex).doesNotContain(salt.fingerprint());
        assertThat(salt.fingerprint())
                .isNotEqualTo(Salt.of(Redacting.bytes("1123456789abcdefghijklmnopqrstuv"))
                        .fingerprint());
    }

    @Test
    void isNotChangedFromOutside() {
        byte[] bytes = RANDOM.clone();
        Salt salt = Salt.of(bytes);
        bytes[0]++;

        assertThat(salt).isEqualTo(Salt.of(RANDOM));
    }

    @Test
    void isRefusedWhereItIsLostAndSaysWhatToDo() {
        for (byte[] lost : new byte[][] {null, {}}) {
            assertThatThrownBy(() -> Salt.read(lost))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "Cannot read the salt of pseudonyms: it is lost; restore it from a backup, or make a new"
                                    + " one, and have the batch layer recompute the days whose pseudonyms are to be the"
                                    + " same in both layers");
        }
    }

    @Test
    void isRefusedWhereAnyByteIsDamaged() {
        byte[] written = Salt.of(RANDOM).written();
        for (int i = 0; i < written.length - 1; i++) {
            byte[] damaged = written.clone();
            damaged[i] = (byte) (damaged[i] == '0' ? '1' : '0');

            assertThatThrownBy(() -> Salt.read(damaged))
                    .as("byte " + i)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Cannot read the salt of pseudonyms: its")
                    .hasMessageContaining("; restore it from a backup")
                    .hasMessageNotContaining(HexFormat.of().formatHex(RANDOM, 0, 8));
        }
        assertThatThrownBy(() -> Salt.read(Arrays.copyOf(written, 50)))
                .hasMessageStartingWith("Cannot read the salt of pseudonyms: its form");
    }

    @Test
    void isRefusedWhereNoGeneratorMadeIt() {
        assertThatThrownBy(() -> Salt.of(new byte[32]))
                .hasMessage("Invalid salt of equal bytes, must be 32 random bytes");
        assertThatThrownBy(() -> Salt.of(new byte[16])).hasMessage("Invalid salt of 16 bytes, must be 32 random bytes");
    }
}
