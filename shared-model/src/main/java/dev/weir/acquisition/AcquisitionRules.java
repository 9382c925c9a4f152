package dev.weir.acquisition;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.TreeMap;

/** The rules as they are written: text files of words parted by blanks, a rule a line, {@code #} before a remark. */
final class AcquisitionRules {
    private final Map<String, byte[]> files = new TreeMap<>();

    /** Reads the resources beside this class. */
    AcquisitionRules(List<String> names) {
        for (String name : names) {
            try (InputStream in = AcquisitionRules.class.getResourceAsStream(name)) {
                if (in == null) {
                    throw new IllegalStateException(
                            "Cannot read the rules " + name + ": they are not on the class path");
                }
                files.put(name, in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read the rules " + name, e);
            }
        }
    }

    /** The words of each line of a file that has any. */
    List<List<String>> of(String name) {
        List<List<String>> lines = new ArrayList<>();
        new String(files.get(name), StandardCharsets.UTF_8).lines().forEach(line -> {
            int remark = line.indexOf('#');
            StringTokenizer words = new StringTokenizer(remark < 0 ? line : line.substring(0, remark));
            List<String> rule = new ArrayList<>();
            while (words.hasMoreTokens()) {
                rule.add(words.nextToken());
            }
            if (!rule.isEmpty()) {
                lines.add(List.copyOf(rule));
            }
        });
        return lines;
    }

    /** SHA-256 of all files and their names, hexadecimal. */
    String digest() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            files.forEach((name, bytes) -> {
                sha.update((name + ' ' + bytes.length + '\n').getBytes(StandardCharsets.UTF_8));
                sha.update(bytes);
            });
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
