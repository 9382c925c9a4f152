package dev.weir.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Files that land in a directory.
 *
 * @param incoming the directory
 */
record DemoDirectory(Path incoming) implements DemoInlet {
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
