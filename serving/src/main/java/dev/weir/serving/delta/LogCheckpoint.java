package dev.weir.serving.delta;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A checkpoint: all that a log says up to a version, in one Parquet file or several.
 *
 * @param version the last one in it
 * @param parts how many files it has; 0 where they are not counted, as of one
 */
record LogCheckpoint(long version, int parts) {
    private static final String ONE = ".checkpoint.parquet";

    /** Its files. */
    List<Path> files(Path log) {
        String name = "%020d.checkpoint".formatted(version);
        if (parts == 0) {
            return List.of(log.resolve(name + ".parquet"));
        }
        List<Path> files = new ArrayList<>();
        for (int part = 1; part <= parts; part++) {
            files.add(log.resolve(name + ".%010d.%010d.parquet".formatted(part, parts)));
        }
        return files;
    }

    boolean isWhole(Path log) {
        return files(log).stream().allMatch(Files::exists);
    }

    /** The newest whole one among the names in a log's directory. */
    static Optional<LogCheckpoint> newest(Path log, Stream<String> names) {
        return names.flatMap(name -> of(log, name).stream())
                .distinct()
                .sorted(Comparator.comparingLong(LogCheckpoint::version).reversed())
                .filter(checkpoint -> checkpoint.isWhole(log))
                .findFirst();
    }

    private static Optional<LogCheckpoint> of(Path log, String name) {
        int versionEnds = name.indexOf(".checkpoint.");
        if (versionEnds != 20 || !isNumber(name.substring(0, 20))) {
            return Optional.empty();
        }
        long version = Long.parseLong(name.substring(0, 20));
        if (name.endsWith(ONE) && name.length() == 20 + ONE.length()) {
            return Optional.of(new LogCheckpoint(version, 0));
        }
        String[] words = name.substring(versionEnds + ".checkpoint.".length()).split("\\.", -1);
        if (words.length == 3 && isNumber(words[0]) && isNumber(words[1]) && words[2].equals("parquet")) {
            return Optional.of(new LogCheckpoint(version, Integer.parseInt(words[1])));
        }
        throw DeltaLogException.unknown(log.resolve(name), "a V2 checkpoint");
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
