package dev.weir.privacy;

/** How much of a client's address an event keeps. */
public enum AddressPrivacy {
    /** The address as the line has it. */
    WHOLE,
    /** The network: the first 24 bits of IPv4, the first 48 of IPv6, of a host's name the last two labels. */
    TRUNCATED,
    /** A keyed hash, which is another one in each period. */
    PSEUDONYM
}
