package dev.weir.privacy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeSet;

/**
 * What is kept of clients and of secrets in URLs: part of the warehouse, so that both layers do the same.
 *
 * @param addresses how much of a client's address is kept
 * @param rotationDays after how many days pseudonyms change, counted from 1970-01-01 in UTC
 * @param redactSecrets whether secrets in queries, paths, referrers and agents are replaced by marks
 * @param alsoRedacted more names of parameters whose values are replaced, in lower case
 * @param kept names of parameters whose values no name makes a secret, in lower case; what a value itself shows, such as an
 *     e-mail address, is replaced all the same
 */
public record PrivacySettings(
        AddressPrivacy addresses,
        int rotationDays,
        boolean redactSecrets,
        SortedSet<String> alsoRedacted,
        SortedSet<String> kept) {
    /** Addresses whole, secrets redacted. */
    public static final PrivacySettings DEFAULT =
            new PrivacySettings(AddressPrivacy.WHOLE, 1, true, new TreeSet<>(), new TreeSet<>());

    private static final int MOST_DAYS = 3_660;
    private static final int MOST_NAMES = 1_000;
    private static final int LONGEST_NAME = 64;
    private static final List<String> KEYS = List.of("addresses", "rotation", "redact", "also", "keep");

    public PrivacySettings {
        if (addresses == null) {
            throw new IllegalArgumentException(
                    "Invalid privacy of addresses: null, must be whole, truncated or pseudonym");
        }
        if (rotationDays < 1 || rotationDays > MOST_DAYS) {
            throw new IllegalArgumentException(
                    "Invalid rotation of pseudonyms: " + rotationDays + " days, must be between 1 and " + MOST_DAYS);
        }
        alsoRedacted = names(alsoRedacted);
        kept = names(kept);
        for (String name : kept) {
            if (alsoRedacted.contains(name)) {
                throw new IllegalArgumentException("Invalid privacy of parameters: " + name
                        + " is both to be redacted and to be kept, must be one");
            }
        }
    }

    private static SortedSet<String> names(Collection<String> given) {
        SortedSet<String> names = new TreeSet<>();
        for (String name : given) {
            names.add(name(name));
        }
        if (names.size() > MOST_NAMES) {
            throw new IllegalArgumentException(
                    "Invalid number of parameter names: " + names.size() + ", must be at most " + MOST_NAMES);
        }
        return Collections.unmodifiableSortedSet(names);
    }

    private static String name(String given) {
        String name = given.toLowerCase(Locale.ROOT);
        boolean valid = name.length() <= LONGEST_NAME && name.chars().anyMatch(PrivacySettings::isWordCharacter);
        for (int i = 0; i < name.length() && valid; i++) {
            valid = isWordCharacter(name.charAt(i)) || "_-.[]$".indexOf(name.charAt(i)) >= 0;
        }
        if (!valid) {
            throw new IllegalArgumentException("Invalid name of a parameter: " + given + ", must be 1 to "
                    + LONGEST_NAME + " of the characters a-z 0-9 _ - . [ ] $, and have a letter or digit");
        }
        return name;
    }

    private static boolean isWordCharacter(int c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
    }

    /** These settings as one line, always the same for equal ones, such as {@code addresses=whole rotation=1 redact=true also= keep=}. */
    public String text() {
        return "addresses=" + addresses.name().toLowerCase(Locale.ROOT) + " rotation=" + rotationDays + " redact="
                + redactSecrets + " also=" + joined(alsoRedacted) + " keep=" + joined(kept);
    }

    private static String joined(SortedSet<String> names) {
        StringJoiner joiner = new StringJoiner(",");
        names.forEach(joiner::add);
        return joiner.toString();
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static PrivacySettings parse(String text) {
        List<String> parts = parts(text, ' ');
        if (parts.size() != KEYS.size()) {
            throw invalid(text);
        }
        String[] values = new String[KEYS.size()];
        for (int i = 0; i < values.length; i++) {
            String key = KEYS.get(i) + "=";
            if (!parts.get(i).startsWith(key)) {
                throw invalid(text);
            }
            values[i] = parts.get(i).substring(key.length());
        }
        if (!values[2].equals("true") && !values[2].equals("false")) {
            throw invalid(text);
        }
        return new PrivacySettings(
                privacy(values[0], text),
                days(values[1], text),
                values[2].equals("true"),
                set(values[3]),
                set(values[4]));
    }

    private static AddressPrivacy privacy(String value, String text) {
        for (AddressPrivacy privacy : AddressPrivacy.values()) {
            if (privacy.name().toLowerCase(Locale.ROOT).equals(value)) {
                return privacy;
            }
        }
        throw invalid(text);
    }

    private static int days(String value, String text) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(invalid(text).getMessage(), e);
        }
    }

    private static SortedSet<String> set(String value) {
        return value.isEmpty() ? new TreeSet<>() : new TreeSet<>(parts(value, ','));
    }

    private static List<String> parts(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == separator) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        return parts;
    }

    private static IllegalArgumentException invalid(String text) {
        return new IllegalArgumentException("Invalid privacy settings: " + text
                + ", must be like addresses=pseudonym rotation=30 redact=true also=customer keep=key");
    }
}
