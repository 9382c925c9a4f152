package dev.weir.source.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompressionTest {
    private static final String TEXT = "first line\nsecond line\n".repeat(5000);

    @ParameterizedTest
    @EnumSource
    void readsWhatItsMagicBytesSay(Compression compression) throws IOException {
        byte[] file = compress(compression, TEXT);

        assertThat(Compression.of(new ByteArrayInputStream(file))).isEqualTo(compression);
        assertThat(read(new ByteArrayInputStream(file))).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @EnumSource
    void readsAllMembersOfConcatenatedFiles(Compression compression) throws IOException {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(compress(compression, "one\n"));
        both.write(compress(compression, "two\n"));

        assertThat(read(new ByteArrayInputStream(both.toByteArray()))).isEqualTo("one\ntwo\n");
    }

    @Test
    void readsAllMembersFromAStreamThatHasNothingAtHand() throws IOException {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(compress(Compression.GZIP, "one\n"));
        both.write(compress(Compression.GZIP, "two\n"));

        assertThat(read(new OneByteAtATime(both.toByteArray()))).isEqualTo("one\ntwo\n");
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void failsWhereTheDataEndsTooEarly(Compression compression) throws IOException {
        byte[] file = compress(compression, TEXT);
        byte[] cut = Arrays.copyOf(file, file.length - 12);

        assertThatThrownBy(() -> read(new ByteArrayInputStream(cut))).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @EnumSource(names = "NONE")
    void takesTextThatLooksAlmostCompressedForText(Compression none) throws IOException {
        for (String text : new String[] {"", "B", "BZh9 is how bzip2 begins", "P*M", "\u001f"}) {
            byte[] file = compress(none, text);
            assertThat(Compression.of(new ByteArrayInputStream(file))).as(text).isEqualTo(none);
            assertThat(read(new ByteArrayInputStream(file))).isEqualTo(text);
        }
    }

    private static String read(InputStream in) throws IOException {
        try (InputStream text = Decoded.of(in).text()) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] compress(Compression compression, String text) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (OutputStream out = switch (compression) {
            case NONE -> file;
            case GZIP -> new GZIPOutputStream(file);
            case BZIP2 -> new BZip2CompressorOutputStream(file);
            case ZSTD -> new ZstdOutputStream(file);
        }) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file.toByteArray();
    }

    private static final class OneByteAtATime extends FilterInputStream {
        OneByteAtATime(byte[] bytes) {
            super(new ByteArrayInputStream(bytes));
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return super.read(target, offset, Math.min(length, 1));
        }

        @Override
        public int available() {
            return 0;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
