package dev.weir.warehouse;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** The files below one directory, wherever it lies. Names are relative to it, with slashes. */
interface FileTree {
    /**
     * A file's bytes.
     *
     * @throws FileNotFoundException if there is none of that name
     */
    InputStream open(String name) throws IOException;

    boolean exists(String name) throws IOException;

    /** When a file was written, by the clock of the file system. */
    Instant modified(String name) throws IOException;

    /** The bytes of all files below a directory; 0 if there is none. */
    long size(String name) throws IOException;

    /** Makes the directory that all is relative to. */
    void make() throws IOException;

    /** Puts a file in the place of what had its name. */
    OutputStream replace(String name) throws IOException;

    /**
     * Puts a file of one line, if and only if there is none of that name; it is durable on return.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is
     */
    void putIfAbsent(String name, String line) throws IOException;

    /** Makes durable a file that is there although its writing may have failed. */
    void settle(String name) throws IOException;

    /** The files below a directory of these. */
    FileTree below(String name);

    /** A file as messages name it; the directory for an empty name. */
    String path(String name);

    /**
     * A file's text.
     *
     * @throws FileNotFoundException if there is none of that name
     */
    default String text(String name) throws IOException {
        try (InputStream in = open(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
