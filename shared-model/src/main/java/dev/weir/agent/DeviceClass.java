package dev.weir.agent;

/** What kind of device a user agent runs on; {@code device-classes.txt} says how it is told. */
public enum DeviceClass {
    /** A desktop or laptop computer; also a tablet whose browser asks for desktop pages, as iPads do. */
    DESKTOP,
    /** A phone, or a player of its size. */
    MOBILE,
    /** A tablet or e-reader. */
    TABLET,
    /** A television, or a box beside one. */
    TV,
    /** A games console. */
    CONSOLE,
    /** Any robot, whatever device it pretends to be. */
    BOT,
    /** A watch, a speaker, a car, or not to be told. */
    OTHER
}
