package dev.weir.generator;

/**
 * Who sends requests: an address and a user agent.
 *
 * @param agentId stands for the user agent in the truth's sets
 * @param agent null where the caller sends none
 */
record Caller(Client client, int agentId, String agent) {
    /** A number that is the same for the same pair of address and user agent, and for no other. */
    long pairId() {
        return ((long) client.id() << 32) | agentId;
    }
}
