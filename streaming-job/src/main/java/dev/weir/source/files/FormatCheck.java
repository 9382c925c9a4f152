package dev.weir.source.files;

import dev.weir.format.Directives;
import dev.weir.format.FirstLines;
import dev.weir.format.FirstLines.Misfit;
import dev.weir.format.LineParser;
import dev.weir.format.LogFormat;
import dev.weir.format.ParsedLine;
import dev.weir.format.ParserSettings;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** Reads the first lines of files, before any is landed, to see whether a format that was pasted fits any of them. */
public final class FormatCheck {
    /** Of more files nobody wants to wait for the first lines. */
    private static final int MOST_FILES = 10;

    private final LogFormat format;
    private final ParserSettings settings;
    private final Contents contents;

    /**
     * A check of one format.
     *
     * @param settings what lines do not say
     */
    public FormatCheck(LogFormat format, ParserSettings settings, Configuration conf) {
        this.format = format;
        this.settings = settings;
        this.contents = new Contents(conf);
    }

    /**
     * Checks files.
     *
     * @throws IllegalArgumentException if the format fits none of the first lines of any of the first files; the message says
     *     where the first of them departs
     * @throws IOException if a file cannot be read
     */
    public void require(List<FileRange> files) throws IOException {
        if (!format.isPasted()) {
            return;
        }
        String misfit = null;
        for (FileRange file : files.subList(0, Math.min(MOST_FILES, files.size()))) {
            FirstLines first = new FirstLines(format, settings);
            Optional<Misfit> said = read(file, first);
            if (said.isEmpty() && !first.isMisfit()) {
                return;
            }
            String path = file.path();
            misfit = misfit == null && said.isPresent()
                    ? path + ": " + said.get().message()
                    : misfit;
        }
        if (misfit != null) {
            throw new IllegalArgumentException(
                    "Cannot import " + misfit + "; nothing was imported. Give the format that"
                            + " the server writes, or leave --format out: `weir formats --format FORMAT FILE` shows more");
        }
    }

    private Optional<Misfit> read(FileRange file, FirstLines first) throws IOException {
        LineParser parser = new LineParser(format, settings);
        ParsedLine parsed = new ParsedLine();
        Directives directives = new Directives();
        Contents.Content content = contents.open(file.path(), file.from());
        try (LineReader lines = new LineReader(content.in(), file.from(), file.to())) {
            for (int number = 1; number <= FirstLines.ENOUGH && lines.next(); number++) {
                byte[] b = lines.buffer();
                if (directives.accept(b, lines.from(), lines.to())) {
                    continue;
                }
                String header = directives.header() == null ? file.header() : directives.header();
                parser.parse(b, lines.from(), lines.to(), header, parsed);
                Optional<Misfit> said = first.add(b, lines.from(), lines.to(), header, number, parsed);
                if (said.isPresent()) {
                    return said;
                }
            }
        }
        return first.end();
    }
}
