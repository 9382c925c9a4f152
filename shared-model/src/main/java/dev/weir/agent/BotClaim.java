package dev.weir.agent;

/** Whether a robot is who it says. */
public enum BotClaim {
    /** Its address is one that its operator publishes for it. */
    VERIFIED,
    /** Its operator publishes addresses for it, and its own is none of them. */
    IMPOSTOR,
    /** Nothing can be said: no addresses are published for it, or its own is unknown or belongs to a private network. */
    UNVERIFIABLE,
    /** It does not say that it is a robot. */
    NOT_A_BOT
}
