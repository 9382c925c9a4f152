package dev.weir.chaos;

import dev.weir.generator.GeneratedLogs;
import dev.weir.ledger.Ledger;
import dev.weir.ledger.Range;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;

/**
 * A server's log directory that grows as fast as it is read, a few kilobytes at a time and cut anywhere, and is rotated now
 * and then. All that it ever writes are the lines given, each once.
 */
final class ChaosFeed {
    /** So many lines are written and not yet read: whoever streams has work. */
    private static final long BACKLOG = 400;

    private static final int PIECE = 4000;
    private static final int ROTATED_AT = 100_000;

    private final Path directory;
    private final byte[] content;
    private final long lines;
    private final Random random;
    private int position;
    private long written;
    private int inFile;
    private int rotated;

    ChaosFeed(Path directory, byte[] content, long seed) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.content = content;
        this.lines = lines(content, 0, content.length);
        this.random = new Random(seed);
    }

    /** Deals generated lines, in the order of their arrival, to directories: copies of a line may come to any of them. */
    static List<byte[]> deal(Path generated, int hands, long seed) throws IOException {
        Random random = new Random(seed);
        List<ByteArrayOutputStream> dealt = java.util.stream.IntStream.range(0, hands)
                .mapToObj(hand -> new ByteArrayOutputStream())
                .toList();
        for (Path file : GeneratedLogs.read(generated).files(generated).toList()) {
            byte[] bytes;
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
                bytes = (file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in).readAllBytes();
            }
            int begin = 0;
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] == '\n' || i == bytes.length - 1) {
                    ByteArrayOutputStream hand = dealt.get(random.nextInt(hands));
                    hand.write(bytes, begin, i + 1 - begin);
                    if (bytes[i] != '\n') {
                        hand.write('\n');
                    }
                    begin = i + 1;
                }
            }
        }
        return dealt.stream().map(ByteArrayOutputStream::toByteArray).toList();
    }

    Path directory() {
        return directory;
    }

    /** How many lines a ledger has not received. */
    long left(Ledger ledger) {
        return lines - received(ledger);
    }

    /** Writes a little, where what was written has been read. */
    void tend(Ledger ledger) throws IOException {
        long received = received(ledger);
        while (position < content.length && written - received < BACKLOG) {
            append(Math.min(content.length, position + 1 + random.nextInt(PIECE)));
        }
    }

    /** Writes all that is left. */
    void finish() throws IOException {
        while (position < content.length) {
            append(Math.min(content.length, position + ROTATED_AT));
        }
    }

    private void append(int to) throws IOException {
        Path log = directory.resolve("access.log");
        int end = to;
        if (inFile >= ROTATED_AT) {
            while (content[end - 1] != '\n') {
                end++;
            }
        }
        try (var out = Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            out.write(content, position, end - position);
        }
        written += lines(content, position, end);
        inFile += end - position;
        position = end;
        if (inFile >= ROTATED_AT && content[end - 1] == '\n') {
            Files.move(log, directory.resolve("access.log." + ++rotated), StandardCopyOption.ATOMIC_MOVE);
            inFile = 0;
        }
    }

    private long received(Ledger ledger) {
        String prefix = directory + "/";
        return ledger.speedSegments()
                .flatMap(speed -> speed.segment().ranges().stream())
                .filter(range -> range.source().contains(prefix))
                .mapToLong(Range::records)
                .sum();
    }

    private static long lines(byte[] content, int from, int to) {
        long lines = 0;
        for (int i = from; i < to; i++) {
            lines += content[i] == '\n' ? 1 : 0;
        }
        return lines;
    }
}
