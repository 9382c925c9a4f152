package dev.weir.place;

import dev.weir.format.AddressText;
import dev.weir.format.IpAddress;

/**
 * The network that stands for whoever an address belongs to: one customer of an access network is often seen at many addresses
 * of one /48 (<a href="https://www.rfc-editor.org/rfc/rfc6177">RFC 6177</a>), and one host's neighbours in its /24.
 */
public final class Subnet {
    private static final long V4_MASK = 0xffff_ffff_ffff_ff00L;
    private static final long V6_MASK = 0xffff_ffff_ffff_0000L;

    private Subnet() {}

    /** The network's first address: of the /24 of IPv4, of the /48 of IPv6. */
    public static IpAddress first(IpAddress address) {
        return address.isMapped()
                ? new IpAddress(address.high(), address.low() & V4_MASK)
                : new IpAddress(address.high() & V6_MASK, 0);
    }

    /** The network in its canonical text: {@code 203.0.113.0/24}, {@code 2001:db8:1::/48}. */
    public static String of(IpAddress address) {
        return AddressText.of(first(address)) + (address.isMapped() ? "/24" : "/48");
    }
}
