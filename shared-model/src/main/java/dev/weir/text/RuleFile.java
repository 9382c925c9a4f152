package dev.weir.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.StringTokenizer;

/** A table of rules that ships beside the classes which it is for: lines of UTF-8, of which {@code #} at the beginning makes a comment. */
public final class RuleFile {
    private final String name;
    private final byte[] bytes;

    private RuleFile(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    /**
     * Reads it.
     *
     * @param owner a class beside which it lies
     * @throws IllegalStateException if it is not there
     */
    public static RuleFile beside(Class<?> owner, String name) {
        try (InputStream in = owner.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("Cannot read " + name + ": it is not in the jar; build it again");
            }
            return new RuleFile(name, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + name + ": " + e.getMessage() + "; build the jar again", e);
        }
    }

    /** The lines that are neither empty nor comments. */
    public List<String> lines() {
        return new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isEmpty() && line.charAt(0) != '#')
                .toList();
    }

    /** The words of each such line that has any. */
    public List<List<String>> words() {
        return lines().stream()
                .map(RuleFile::words)
                .filter(words -> !words.isEmpty())
                .toList();
    }

    /** A line's words, which blanks part. */
    public static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringTokenizer tokens = new StringTokenizer(line);
        while (tokens.hasMoreTokens()) {
            words.add(tokens.nextToken());
        }
        return List.copyOf(words);
    }

    /** SHA-256 over names and bytes, in hexadecimal: with the same one the same rules hold. */
    public static String digest(Collection<RuleFile> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (RuleFile file : files) {
                digest.update((file.name + " " + file.bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(file.bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Cannot digest rules: this Java has no SHA-256", e);
        }
    }
}
