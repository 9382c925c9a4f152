package dev.weir.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Files that land in a directory, beside a warehouse.
 *
 * @param warehouse where the answers are
 * @param incoming where files land
 */
record DemoDirectory(String warehouse, Path incoming) implements DemoPlace {
    static DemoDirectory in(Path home) throws IOException {
        return new DemoDirectory(
                home.resolve("warehouse").toString(), Files.createDirectories(home.resolve("incoming")));
    }

    /** Lets files land whole: under another name first, then renamed. */
    @Override
    public void deliver(List<Path> files) throws IOException {
        for (Path file : files) {
            Path hidden = incoming.resolve("." + file.getFileName() + ".tmp");
            Files.copy(file, hidden, StandardCopyOption.REPLACE_EXISTING);
            Files.move(hidden, incoming.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    @Override
    public List<String> streamOptions() {
        return List.of("--dir", incoming.toString(), "--idle", "0");
    }

    @Override
    public String invitation() {
        return "Put log files into " + incoming;
    }
}
