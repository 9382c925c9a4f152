package dev.weir.agent;

/**
 * What a user agent says of itself. Texts have no control characters and at most {@value #LONGEST_NAME} characters
 * (versions {@value #LONGEST_VERSION}).
 *
 * @param browser the family by uap-core, also of apps, libraries and robots; {@value #OTHER} if it is not known
 * @param browserVersion major version, or major and minor with a point between; empty if it is not known
 * @param system the operating system's family by uap-core; {@value #OTHER} if it is not known
 * @param systemVersion likewise
 * @param device the class of device
 * @param bot the robot, {@link Bot#NONE} for people
 */
public record Agent(
        String browser, String browserVersion, String system, String systemVersion, DeviceClass device, Bot bot) {
    /** The family of what no expression matches, uap-core's own word. */
    public static final String OTHER = "Other";

    static final int LONGEST_NAME = 64;
    static final int LONGEST_VERSION = 24;

    /** Of no agent at all. */
    static final Agent NAMELESS = new Agent(OTHER, "", OTHER, "", DeviceClass.BOT, Bot.NAMELESS);
}
