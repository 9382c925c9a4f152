package dev.weir.format;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The networks whose {@code X-Forwarded-For} is believed. The client is the first address from the right that lies in
 * none of them; what stands left of it, anybody may have written.
 *
 * @param networks the networks, IPv4 and IPv6
 */
public record TrustedProxies(List<Network> networks) {
    /** Loopback, private, link-local and unique local addresses. */
    public static final TrustedProxies DEFAULT = of(List.of(
            "127.0.0.0/8",
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "169.254.0.0/16",
            "::1/128",
            "fc00::/7",
            "fe80::/10"));

    /** Nobody is trusted: the client is always the peer. */
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    public TrustedProxies {
        networks = List.copyOf(networks);
    }

    /**
     * Reads networks such as {@code 10.0.0.0/8} or {@code 2001:db8::/32}, or single addresses.
     *
     * @throws IllegalArgumentException if one is neither
     */
    public static TrustedProxies of(List<String> cidrs) {
        return new TrustedProxies(cidrs.stream().map(Network::of).toList());
    }

    boolean contains(IpAddress address) {
        for (Network network : networks) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }

    /**
     * A network: the addresses that agree with {@code high} and {@code low} in the first {@code prefix} of 128 bits. IPv4
     * networks stand at {@code ::ffff:0:0/96}.
     */
    public record Network(long high, long low, int prefix) {
        static Network of(String cidr) {
            int slash = cidr.indexOf('/');
            byte[] text = cidr.strip().getBytes(StandardCharsets.US_ASCII);
            IpAddress address = IpAddress.parse(text, 0, slash < 0 ? text.length : slash);
            if (address == null) {
                throw new IllegalArgumentException("Invalid trusted proxy: " + cidr
                        + ", must be an address or a network such as 10.0.0.0/8 or 2001:db8::/32");
            }
            int bits = address.isMapped() && cidr.indexOf(':') < 0 ? 32 : 128;
            long prefix = slash < 0 ? bits : Digits.number(text, slash + 1, text.length);
            if (prefix < 0 || prefix > bits) {
                throw new IllegalArgumentException(
                        "Invalid trusted proxy: " + cidr + ", its prefix length must be between 0 and " + bits);
            }
            return new Network(address.high(), address.low(), (int) prefix + 128 - bits);
        }

        boolean contains(IpAddress address) {
            long highMask = prefix == 0 ? 0 : prefix >= 64 ? -1L : -1L << (64 - prefix);
            long lowMask = prefix <= 64 ? 0 : -1L << (128 - prefix);
            return ((address.high() ^ high) & highMask) == 0 && ((address.low() ^ low) & lowMask) == 0;
        }
    }
}
