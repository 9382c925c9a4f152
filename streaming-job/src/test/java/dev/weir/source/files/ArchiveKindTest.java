package dev.weir.source.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArchiveKindTest {
    private static final String LONG = "n".repeat(300);

    static Stream<Arguments> archives() throws IOException {
        String two = "one\ntwo\n";
        return Stream.of(
                Arguments.of("tar", tar("a", "one\n", "b", "two\n"), two),
                Arguments.of("tar.gz", gzip(tar("a", "one\n", "b", "two\n")), two),
                Arguments.of("tar.bz2", LogDirectory.bzip2(text(tar("a", "one\n", "b", "two\n"))), two),
                Arguments.of("tar.zst", LogDirectory.zstd(text(tar("a", "one\n", "b", "two\n"))), two),
                Arguments.of("zip", zip("a", "one\n", "b", "two\n"), two),
                Arguments.of("gz in tar", tar("a.gz", text(LogDirectory.gzip("one\n")), "b", "two\n"), two),
                Arguments.of("zip in tar.gz", gzip(tar("a.zip", text(zip("a", "one")), "b", "two\n")), two),
                Arguments.of("no final line end", tar("a", "one", "b", "two"), two),
                Arguments.of("no final line end, zip", zip("a", "one", "b", "two"), two),
                Arguments.of("empty members", tar("a", "", "b", "one\n", "c", "", "d", "two\n"), two),
                Arguments.of("directories", tar("d/", "", "d/a", "one\n", "e/", "", "e/b", "two\n"), two),
                Arguments.of("long names", tar(LONG, "one\n", LONG + "2", "two\n"), two),
                Arguments.of("hostile names", tar("../../etc/x", "one\n", "a\nb;$(rm)\u0001", "two\n"), two),
                Arguments.of("empty tar", tar(), ""),
                Arguments.of("empty zip", zip(), ""),
                Arguments.of(
                        "text with a name", "logs/access.log ustar\n".getBytes(ISO_8859_1), "logs/access.log ustar\n"),
                Arguments.of("text with magic", magicText(), text(magicText())),
                Arguments.of("PK", "PK is text\n".getBytes(ISO_8859_1), "PK is text\n"),
                Arguments.of("fields", tar("a", "#Fields: date\nx\n", "b", "y\n"), "#Fields: date\nx\n#Fields:\ny\n"),
                Arguments.of(
                        "own fields",
                        tar("a", "#Fields: a\nx\n", "b", "#Fields: b\ny\n"),
                        "#Fields: a\nx\n#Fields: b\ny\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("archives")
    void isReadMemberByMember(String what, byte[] file, String expected) throws IOException {
        assertThat(read(file)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("archives")
    void isNeverReadShorterThanItWasWithoutAnError(String what, byte[] file, String expected) throws IOException {
        if (!Decoded.of(new ByteArrayInputStream(file)).plain() && !expected.isEmpty()) {
            int step = file.length > 2000 ? 512 : 7;
            for (int length = 300; length < end(file); length += step) {
                byte[] cut = Arrays.copyOf(file, length);
                String name = what + " cut at " + length;
                assertThatThrownBy(() -> read(cut)).as(name).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void linksAreLeftOut() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes)) {
            for (byte type : new byte[] {TarConstants.LF_SYMLINK, TarConstants.LF_LINK, TarConstants.LF_FIFO}) {
                out.putArchiveEntry(new TarArchiveEntry("l" + type, type));
                out.closeArchiveEntry();
            }
        }
        assertThat(read(bytes.toByteArray())).isEmpty();
    }

    @Test
    void aBombInAnArchiveIsRefused() throws IOException {
        byte[] bomb = tar("a.bz2", text(LogDirectory.bzip2("\0".repeat(20 << 20))));

        assertThatThrownBy(() -> read(bomb))
                .isInstanceOf(UnreadableArchiveException.class)
                .hasMessage("it unpacks to more than 16777216 bytes, as a bomb does; if it is none, unpack it first");
    }

    @Test
    void aSparseMemberDoesNotExplode() throws IOException {
        byte[] file = tar("a", "");
        file[156] = 'S';
        put(file, 257, "ustar  \0");
        put(file, 386, "77777777777", "00000000000");
        put(file, 483, "77777777777");
        put(file, 148, "        ");
        int sum = 0;
        for (int i = 0; i < 512; i++) {
            sum += file[i] & 0xff;
        }
        put(file, 148, String.format(java.util.Locale.ROOT, "%06o", sum) + "\0 ");

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(UnreadableArchiveException.class)
                .hasMessageStartingWith("it unpacks to more than 16777216 bytes");
    }

    private static void put(byte[] file, int at, String... texts) {
        int to = at;
        for (String text : texts) {
            System.arraycopy(text.getBytes(ISO_8859_1), 0, file, to, text.length());
            to += 12;
        }
    }

    @Test
    void aDamagedZipIsNotTakenForWhole() throws IOException {
        byte[] file = zip("a", "one\n".repeat(100));
        file[file.length - 10] ^= 1;
        assertThatThrownBy(() -> read(Arrays.copyOf(file, file.length - 1))).isInstanceOf(IOException.class);
    }

    @Test
    void isPlannedAsAWhole(@TempDir Path directory) throws IOException {
        PlannerScene scene = new PlannerScene(directory);
        byte[] whole = gzip(tar("a", "#Fields: date\nx", "b", "y\n"));
        scene.logs.write("a.tar", Arrays.copyOf(tar("a", "one\n"), 600));
        assertThat(scene.read()).isEmpty();
        assertThat(scene.warned)
                .singleElement()
                .asString()
                .startsWith("Cannot read " + scene.logs.path("a.tar") + ": it does not decompress to its end");

        scene.logs.write("a.tar", whole);
        assertThat(scene.read()).containsExactly("a.tar@14={date}x", "a.tar@25={}y");
        assertThat(scene.read()).isEmpty();

        scene.logs.write("one.log", "first\n");
        assertThat(scene.read()).containsExactly("one.log@0=first");
        scene.logs.write("one.tar.gz", gzip(tar("one.log", "first\n")));
        assertThat(scene.read()).as("known content, archived").isEmpty();
    }

    /** Where its last byte that is no zero ends: what a plain tar has behind its end mark is no loss. */
    private static int end(byte[] file) {
        int end = file.length;
        while (file[end - 1] == 0) {
            end--;
        }
        return end;
    }

    private static byte[] magicText() {
        return ("x".repeat(257) + "ustar" + "y".repeat(400) + "\n").getBytes(ISO_8859_1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        return LogDirectory.gzip(text(bytes));
    }

    private static String read(byte[] file) throws IOException {
        return text(Decoded.of(new ByteArrayInputStream(file)).text().readAllBytes());
    }

    private static byte[] tar(String... members) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes, "UTF-8")) {
            out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (int i = 0; i < members.length; i += 2) {
                byte[] content = members[i + 1].getBytes(ISO_8859_1);
                TarArchiveEntry entry = new TarArchiveEntry(members[i], true);
                entry.setSize(content.length);
                out.putArchiveEntry(entry);
                out.write(content);
                out.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(String... members) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (int i = 0; i < members.length; i += 2) {
                out.putNextEntry(new ZipEntry(members[i]));
                out.write(members[i + 1].getBytes(ISO_8859_1));
            }
        }
        return bytes.toByteArray();
    }
}
