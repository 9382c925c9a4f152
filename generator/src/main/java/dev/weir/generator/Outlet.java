package dev.weir.generator;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Where files of lines go. */
interface Outlet {
    int BUFFER = 1 << 16;

    /** Opens a file; the caller closes it before it opens the next. */
    OutputStream open(String name) throws IOException;

    /** Files below a directory, compressed where their name says so. */
    static Outlet directory(Path dir) {
        return name -> {
            OutputStream file = Files.newOutputStream(dir.resolve(name));
            return new BufferedOutputStream(name.endsWith(".gz") ? new GZIPOutputStream(file, BUFFER) : file, BUFFER);
        };
    }

    /** One stream for all lines, which stays open. */
    static Outlet stream(OutputStream out) {
        return name -> new BufferedOutputStream(new Unclosed(out), BUFFER);
    }

    /** Passes bytes on to a stream that somebody else closes. */
    final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
