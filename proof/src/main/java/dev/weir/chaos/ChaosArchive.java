package dev.weir.chaos;

import dev.weir.ledger.Ledger;
import dev.weir.ledger.RawSegment;
import dev.weir.warehouse.HadoopSettings;
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
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;

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
            damage(newest.get(), Files.size(newest.get()) / 2, random);
        }
        return newest.isPresent();
    }

    /** A file of an admitted segment, which can be damaged and put back. */
    Loss loss(RawSegment segment, Random random) throws IOException {
        Path home = directory.resolve("arrival_day=" + segment.arrivalDay()).resolve("raw_segment=" + segment.id());
        try (Stream<Path> found = Files.list(home)) {
            List<Path> files = found.filter(ChaosArchive::isData).sorted().toList();
            return new Loss(files.get(random.nextInt(files.size())), aside, random);
        }
    }

    /** A file that is not lost yet, lost, or restored. */
    record Loss(Path file, Path aside, Random random) {
        /** Puts a damaged copy in the file's place. */
        void damage() throws IOException {
            long data = middleOfData(file);
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            Files.copy(aside, file);
            ChaosArchive.damage(file, data, random);
        }

        /** Puts the file back, which nobody has changed. */
        void restore() throws IOException {
            if (Files.exists(aside)) {
                Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void damage(Path file, long at, Random random) throws IOException {
        byte[] content = Files.readAllBytes(file);
        if (random.nextBoolean() || content.length < 2) {
            Files.write(file, Arrays.copyOf(content, content.length / 2));
        } else {
            content[(int) at] ^= 0x55;
            Files.write(file, content);
        }
    }

    /** Where a file has most of what its rows hold. Half of a small one is indexes, which nobody reads, and nobody misses. */
    private static long middleOfData(Path file) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(
                HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(file.toUri()), HadoopSettings.ofProcess()))) {
            ColumnChunkMetaData largest = reader.getRowGroups().stream()
                    .flatMap(group -> group.getColumns().stream())
                    .max(Comparator.comparingLong(ColumnChunkMetaData::getTotalSize))
                    .orElseThrow(() -> new ChaosException("there is no column in " + file));
            return largest.getStartingPos() + largest.getTotalSize() / 2;
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
