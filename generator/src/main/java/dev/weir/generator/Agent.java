package dev.weir.generator;

/**
 * A user agent, and what it says.
 *
 * @param text as sent; null where none is
 * @param device the kind of device, or {@code bot}
 * @param bot the robot's name, {@code -} for whoever sends no agent; null for a person's
 * @param botKind what the robot is there for; null for a person's
 */
record Agent(String text, String device, String bot, String botKind) {
    static Agent person(String text, String device) {
        return new Agent(text, device, null, null);
    }

    static Agent robot(String text, String name, String kind) {
        return new Agent(text, "bot", name, kind);
    }

    boolean isPerson() {
        return bot == null;
    }
}
