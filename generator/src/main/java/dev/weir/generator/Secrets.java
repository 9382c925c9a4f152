package dev.weir.generator;

import java.util.List;

/** What careless sites put into their links, and no table may keep. None of it is anybody's. */
public final class Secrets {
    /** By these texts a planted secret is found, wherever it came to. */
    public static final List<String> PLANTED = List.of(
            "c29tZXRoaW5nIHNlY3JldA",
            "planted.visitor",
            "planted-Passw0rd",
            "4111111111111111",
            "9f86d081884c7d659a2feaa0c55ad015");

    static final String[] QUERIES = {
        "access_token=c29tZXRoaW5nIHNlY3JldA.17",
        "email=planted.visitor%40example.net",
        "user=jane&password=planted-Passw0rd",
        "card=4111111111111111",
        "session_id=9f86d081884c7d659a2feaa0c55ad015",
        "contact=planted.visitor@example.net",
    };

    private Secrets() {}
}
