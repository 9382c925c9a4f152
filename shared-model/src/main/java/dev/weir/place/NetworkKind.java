package dev.weir.place;

/**
 * What kind of network an address lies in. The first three come from IANA's registries, the others from the autonomous
 * system and its organisation's name; {@code data/places/kinds.txt} has the rules.
 */
public enum NetworkKind {
    /** Nothing is known of the address. */
    UNKNOWN,
    /** The sender's own network or machine, or shared among an access network's customers: RFC 1918, loopback and others. */
    PRIVATE,
    /** Nobody's: documentation, multicast, not assigned; a request from there is made up. */
    RESERVED,
    /** A search engine's or another crawler's own network. */
    CRAWLER,
    /** Clouds, hosting, data centres, content delivery; also VPNs and proxies, behind which people may be. */
    HOSTING,
    /** Universities, schools and research networks. */
    EDUCATION,
    /** An access network, where people live: fixed lines and mobile; also transit. */
    ISP,
    /** An organisation that no rule names: mostly a company or an authority. */
    OTHER
}
