package dev.weir.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatterTest {
    @TempDir
    Path temp;

    @Test
    void whatOneForcedIsNotForgottenWhileAnotherForcesToo() throws IOException {
        Path forced = Files.createDirectory(temp.resolve("forced"));
        Platter platter = new Platter(temp.resolve("platter"));

        List<String> names = IntStream.range(0, 400)
                .parallel()
                .mapToObj(i -> force(platter, forced.resolve("file-" + i)))
                .toList();

        Map<String, Long> known = platter.names(Platter.inode(forced)).orElseThrow();
        assertThat(known.keySet()).containsExactlyInAnyOrderElementsOf(names);
    }

    /** Returns the name of a file that was made and forced, as a name that is forced must be there ever after. */
    private static String force(Platter platter, Path file) {
        try {
            Files.writeString(file, "content");
            platter.force(file);
            platter.forceNames(file.getParent());
            assertThat(platter.names(Platter.inode(file.getParent())).orElseThrow())
                    .containsKey(file.getFileName().toString());
            return file.getFileName().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
