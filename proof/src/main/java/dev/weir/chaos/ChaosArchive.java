package dev.weir.chaos;

import dev.weir.ledger.Ledger;
import dev.weir.ledger.RawSegment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** A warehouse's archive as a power cut, or somebody with a shell, treats it. */
final class ChaosArchive {
    private final Path directory;
    private final Path aside;

    /** @param home the directory of the warehouse's */
    ChaosArchive(Path home) {
        this.directory = home.resolve("warehouse").resolve("archive");
        this.aside = home.resolve("lost-file");
    }

    /** Damages the newest file of those that no ledger entry stands for; returns whether there was one. */
    boolean tear(Ledger ledger, Random random) throws IOException {
        Optional<Path> newest;
        try (Stream<Path> found = Files.walk(directory)) {
            newest = found.filter(ChaosArchive::isData)
                    .filter(file -> !ledger.admitted().contains(segment(file)))
                    .max(Comparator.comparingLong(file -> file.toFile().lastModified()));
        }
        if (newest.isPresent()) {
            damage(newest.get(), random);
        }
        return newest.isPresent();
    }

    /**
     * Puts a damaged copy in the place of a file of an admitted segment; returns how to put the file back, which nobody has
     * changed.
     */
    Restoration lose(RawSegment segment, Random random) throws IOException {
        Path home = directory.resolve("arrival_day=" + segment.arrivalDay()).resolve("raw_segment=" + segment.id());
        List<Path> files;
        try (Stream<Path> found = Files.list(home)) {
            files = found.filter(ChaosArchive::isData).sorted().toList();
        }
        Path file = files.get(random.nextInt(files.size()));
        Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(aside, file);
        damage(file, random);
        return () -> Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Puts back what was damaged. */
    interface Restoration {
        void restore() throws IOException;
    }

    private static void damage(Path file, Random random) throws IOException {
        byte[] content = Files.readAllBytes(file);
        if (random.nextBoolean() || content.length < 2) {
            Files.write(file, Arrays.copyOf(content, content.length / 2));
        } else {
            content[content.length / 2] ^= 0x55;
            Files.write(file, content);
        }
    }

    private static boolean isData(Path file) {
        return file.getFileName().toString().endsWith(".parquet");
    }

    private String segment(Path file) {
        String name = directory.relativize(file).getName(1).toString();
        return name.substring(name.indexOf('=') + 1);
    }
}
