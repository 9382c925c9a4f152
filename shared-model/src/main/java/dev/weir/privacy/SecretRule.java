package dev.weir.privacy;

import java.util.Locale;

/**
 * What a parameter's name says of its value.
 *
 * @param kind null if the name only ends like a secret's
 */
record SecretRule(SecretKind kind, Place place, Condition condition) {
    /** Where in a name the rule's words stand. */
    enum Place {
        END,
        ANY,
        SEGMENT
    }

    /** Which values are secrets. */
    enum Condition {
        ALWAYS,
        RANDOM,
        DIGITS,
        OAUTH
    }

    static SecretRule of(String kind, String place, String condition) {
        return new SecretRule(
                kind.equals("-") ? null : SecretKind.valueOf(kind),
                Place.valueOf(place.toUpperCase(Locale.ROOT)),
                Condition.valueOf(condition.toUpperCase(Locale.ROOT)));
    }
}
