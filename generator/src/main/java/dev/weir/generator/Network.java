package dev.weir.generator;

/**
 * A network, all of whose addresses are in one country.
 *
 * @param prefix the first octets of IPv4, two or three, or the first two groups of IPv6
 * @param country ISO 3166-1 alpha-2, or {@code -} for networks that are nowhere
 */
record Network(String prefix, String country) {
    /** Where people live: access networks of one operator each. */
    static final Network[] ACCESS = {
        new Network("99.103", "US"),
        new Network("76.30", "US"),
        new Network("172.51", "US"),
        new Network("97.83", "US"),
        new Network("80.134", "DE"),
        new Network("47.66", "DE"),
        new Network("93.131", "DE"),
        new Network("94.6", "GB"),
        new Network("82.5", "GB"),
        new Network("90.93", "FR"),
        new Network("82.65", "FR"),
        new Network("175.128", "JP"),
        new Network("60.84", "JP"),
        new Network("47.247", "IN"),
        new Network("177.99", "BR"),
        new Network("93.43", "IT"),
        new Network("80.32", "ES"),
        new Network("86.84", "NL"),
        new Network("65.92", "CA"),
        new Network("5.185", "PL"),
    };

    static final Network[] ACCESS_V6 = {
        new Network("2003:1", "DE"),
        new Network("2601:1", "US"),
        new Network("240b:10", "JP"),
        new Network("2a01:e0a", "FR"),
        new Network("2001:db8", "-"),
    };

    /** Attacks come from addresses reserved for documentation: nobody is to be accused by a sample. */
    static final Network[] DOCUMENTATION = {
        new Network("192.0.2", "-"), new Network("198.51.100", "-"), new Network("203.0.113", "-"),
    };
}
