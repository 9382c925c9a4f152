package dev.weir.storage;

import java.util.Objects;

/**
 * What one check of a bucket found.
 *
 * @param check what was looked at
 * @param reason what it is like, and what follows from that
 * @param remedy what to type or to change; empty where nothing has to be
 */
public record Finding(String check, Verdict verdict, String reason, String remedy) {
    public Finding {
        Objects.requireNonNull(check);
        Objects.requireNonNull(reason);
        if ((verdict == Verdict.OK) != remedy.isEmpty()) {
            throw new IllegalArgumentException("Invalid finding: " + check + ", must have a remedy if it is not OK");
        }
    }

    static Finding ok(String check, String reason) {
        return new Finding(check, Verdict.OK, reason, "");
    }

    static Finding warn(String check, String reason, String remedy) {
        return new Finding(check, Verdict.WARN, reason, remedy);
    }

    static Finding fail(String check, String reason, String remedy) {
        return new Finding(check, Verdict.FAIL, reason, remedy);
    }

    boolean fails() {
        return verdict == Verdict.FAIL;
    }

    /** As people read it. */
    String line() {
        return String.format("%-5s%-32s%s", verdict, check, remedy.isEmpty() ? reason : reason + "; " + remedy);
    }
}
