package dev.weir.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Where a demo's lines go in. */
interface DemoInlet extends AutoCloseable {
    /** Lets the lines of some files arrive. */
    void deliver(List<Path> files) throws IOException, InterruptedException;

    /** What {@code weir stream} has to be told to read them. */
    List<String> streamOptions();

    /** Tells people how to let more arrive. */
    String invitation();

    @Override
    default void close() {}
}
