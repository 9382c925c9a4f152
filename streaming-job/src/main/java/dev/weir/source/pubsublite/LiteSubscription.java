package dev.weir.source.pubsublite;

import java.util.regex.Pattern;

/**
 * The name of a subscription.
 *
 * @param path {@code projects/NUMBER_OR_ID/locations/ZONE_OR_REGION/subscriptions/S}
 */
public record LiteSubscription(String path) {
    private static final Pattern NAME =
            Pattern.compile("projects/[^/]+/locations/[a-z]+-[a-z]+[0-9]+(-[a-z])?/subscriptions/[^/]+");

    /** @throws IllegalArgumentException if it is none */
    public LiteSubscription {
        if (!NAME.matcher(path).matches()) {
            throw new IllegalArgumentException("Invalid --subscription: " + path
                    + ", must be projects/NUMBER_OR_ID/locations/ZONE/subscriptions/S, such as"
                    + " projects/123/locations/europe-west3-a/subscriptions/weir");
        }
    }

    @Override
    public String toString() {
        return path;
    }
}
