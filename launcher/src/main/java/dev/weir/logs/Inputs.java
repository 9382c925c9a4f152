package dev.weir.logs;

import dev.weir.format.Directives;
import dev.weir.format.LineParser;
import dev.weir.format.ParsedLine;
import dev.weir.source.files.ArchiveKind;
import dev.weir.source.files.Decoded;
import dev.weir.source.files.UnreadableArchiveException;
import java.io.EOFException;
import java.io.Flushable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads the files that a command names, line by line, {@code -} being standard input. */
final class Inputs {
    private final InputStream standard;
    private final PrintStream err;
    private final Flushable output;

    /** What becomes of a line. */
    interface Sink {
        /** @param header the W3C fields in force; null if there are none */
        void line(TextLines line, String header, ParsedLine parsed) throws IOException;

        /** A directive of a W3C file. */
        void directive();
    }

    Inputs(InputStream standard, PrintStream err, Flushable output) {
        this.standard = standard;
        this.err = err;
        this.output = output;
    }

    /** Reads all lines; false, after a message, if the file cannot be read to its end. */
    boolean read(String file, LineParser parser, Sink sink) {
        TextLines lines = null;
        ArchiveKind archive = ArchiveKind.NONE;
        try (InputStream in = open(file)) {
            Decoded decoded = Decoded.of(in);
            archive = decoded.archive();
            lines = new TextLines(decoded.text(), output);
            read(lines, parser, sink);
            return true;
        } catch (IOException e) {
            err.println("Cannot read " + file + ": " + why(file, e, lines, archive));
            return false;
        }
    }

    private static void read(TextLines lines, LineParser parser, Sink sink) throws IOException {
        Directives directives = new Directives();
        ParsedLine parsed = new ParsedLine();
        while (lines.next()) {
            if (directives.accept(lines.bytes(), lines.from(), lines.to())) {
                sink.directive();
            } else {
                parser.parse(lines.bytes(), lines.from(), lines.to(), directives.header(), parsed);
                sink.line(lines, directives.header(), parsed);
            }
        }
    }

    private InputStream open(String file) throws IOException {
        if (file.equals("-")) {
            return standard;
        }
        Path path = Path.of(file);
        if (Files.isDirectory(path)) {
            throw new IOException("it is a directory; name its files, for example " + file + "/*.log");
        }
        return Files.newInputStream(path);
    }

    private static String why(String file, IOException e, TextLines lines, ArchiveKind archive) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file; check the name, and quote it if it has spaces";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied; run as a user who may read it, or: chmod +r " + file;
        }
        if (e instanceof UnreadableArchiveException) {
            return e.getMessage();
        }
        if (lines != null || e instanceof EOFException) {
            long whole = lines == null ? 0 : lines.number();
            String until = whole == 0 ? "at its start" : "after line " + whole + ", up to which it was read";
            String what = archive == ArchiveKind.NONE ? "its compressed data" : "the " + archive.title();
            return what + " is damaged or cut off " + until + "; fetch the file again";
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
