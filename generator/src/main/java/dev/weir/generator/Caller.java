package dev.weir.generator;

/**
 * Who sends requests: an address and a user agent.
 *
 * @param agentId stands for the user agent in the truth's sets
 * @param published whether the address is one that a robot's operator publishes for it
 */
record Caller(Client client, int agentId, Software agent, boolean published) {
    /** A number that is the same for the same pair of address and user agent, and for no other. */
    long pairId() {
        return ((long) client.id() << 32) | agentId;
    }

    /** What can be said of a robot; an operator that publishes addresses has them all published. */
    String claim() {
        return published ? "verified" : Agents.isPublished(agent.bot()) ? "impostor" : "unverifiable";
    }
}
