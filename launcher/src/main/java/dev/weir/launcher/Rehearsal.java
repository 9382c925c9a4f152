package dev.weir.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Runs command lines one after another in this process: words between blanks, a command a line of standard input. So one archive
 * of Java's has the classes of them all; the build makes one.
 */
public final class Rehearsal {
    private Rehearsal() {}

    public static void main(String[] arguments) throws IOException {
        int worst = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                worst = Math.max(worst, Weir.run(line.strip().split(" ")));
            }
        }
        System.exit(worst);
    }
}
