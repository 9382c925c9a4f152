package dev.weir.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A table that ships with this package: lines of UTF-8 with columns by tabs; {@code #} begins a comment. */
final class AgentResource {
    private final String name;
    private final byte[] bytes;

    private AgentResource(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    static AgentResource read(String name) {
        try (InputStream in = AgentResource.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("Cannot read " + name + ": it is not in the jar; build it again");
            }
            return new AgentResource(name, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + name + ": " + e.getMessage() + "; build the jar again", e);
        }
    }

    /** The lines that are neither empty nor comments. */
    List<String> lines() {
        return new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isEmpty() && line.charAt(0) != '#')
                .toList();
    }

    /** A line's columns; those that are missing at its end are empty. */
    static String[] columns(String line, int count) {
        String[] columns = new String[count];
        int at = 0;
        for (int i = 0; i < count; i++) {
            int end = at > line.length() ? -1 : line.indexOf('\t', at);
            columns[i] = at > line.length() ? "" : line.substring(at, end < 0 ? line.length() : end);
            at = end < 0 ? line.length() + 1 : end + 1;
        }
        return columns;
    }

    /** The parts of a text between single characters; none of an empty one. */
    static List<String> parts(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf(separator, at);
            int to = end < 0 ? text.length() : end;
            parts.add(text.substring(at, to));
            at = to + 1;
        }
        return parts;
    }

    /** SHA-256 over names and bytes, in hexadecimal. */
    static String digest(List<AgentResource> resources) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (AgentResource resource : resources) {
                digest.update((resource.name + " " + resource.bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(resource.bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Cannot digest tables: this Java has no SHA-256", e);
        }
    }
}
