package dev.weir.generator;

/**
 * What sends requests, by its user agent.
 *
 * @param text the user agent as sent; null where none is
 * @param device the kind of device, or {@code bot}
 * @param bot the robot's name, {@code -} for whoever sends no agent; null for a person's
 * @param botKind what the robot is there for; null for a person's
 */
record Software(String text, String device, String bot, String botKind) {
    static Software person(String text, String device) {
        return new Software(text, device, null, null);
    }

    static Software robot(String text, String name, String kind) {
        return new Software(text, "bot", name, kind);
    }

    boolean isPerson() {
        return bot == null;
    }
}
