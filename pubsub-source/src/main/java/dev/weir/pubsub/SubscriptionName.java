package dev.weir.pubsub;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a subscription.
 *
 * @param project its project
 * @param id its name there
 */
public record SubscriptionName(String project, String id) {
    private static final Pattern FULL = Pattern.compile("projects/([^/]+)/subscriptions/([^/]+)");
    private static final Pattern ID = Pattern.compile("[a-zA-Z][a-zA-Z0-9._~+%-]{2,254}");

    /** A project may be of a domain: {@code example.com:project}. */
    private static final Pattern PROJECT = Pattern.compile("[a-z0-9.:-]{1,128}");

    public SubscriptionName {
        if (!PROJECT.matcher(project).matches()) {
            throw new IllegalArgumentException(
                    "Invalid projectId: " + project + ", must be a project's id, such as my-project");
        }
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "Invalid subscriptionId: " + id + ", must be a subscription's name, or projects/P/subscriptions/S");
        }
    }

    /**
     * Names a subscription as users do.
     *
     * @param project null where the subscription says it
     * @param subscription a name, or {@code projects/P/subscriptions/S}
     * @throws IllegalArgumentException if one is missing, no name, or they contradict each other
     */
    public static SubscriptionName of(String project, String subscription) {
        if (subscription == null) {
            throw new IllegalArgumentException("Invalid subscriptionId: it is missing, must be a subscription's name,"
                    + " or projects/P/subscriptions/S");
        }
        Matcher full = FULL.matcher(subscription);
        if (full.matches()) {
            if (project != null && !project.equals(full.group(1))) {
                throw new IllegalArgumentException("Invalid projectId: " + project
                        + ", must be left out or be that of subscription " + subscription);
            }
            return new SubscriptionName(full.group(1), full.group(2));
        }
        if (project == null) {
            throw new IllegalArgumentException("Invalid projectId: it is missing, must be the id of the project of"
                    + " subscription " + subscription);
        }
        return new SubscriptionName(project, subscription);
    }

    /** As {@code projects/P/subscriptions/S}. */
    @Override
    public String toString() {
        return "projects/" + project + "/subscriptions/" + id;
    }
}
