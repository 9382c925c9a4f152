package dev.weir.agent;

import dev.weir.format.IpAddress;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/** Networks that do not overlap, sorted: an address is looked up by bisection. */
final class AddressList {
    private final long[] highs;
    private final long[] lows;
    private final int[] prefixes;

    private AddressList(List<Network> networks) {
        highs = networks.stream().mapToLong(network -> network.address.high()).toArray();
        lows = networks.stream().mapToLong(network -> network.address.low()).toArray();
        prefixes = networks.stream().mapToInt(Network::prefix).toArray();
    }

    /**
     * Reads networks such as {@code 192.0.2.0/24} or {@code 2001:db8::/32}.
     *
     * @throws IllegalArgumentException if one is none
     */
    static AddressList of(List<String> networks) {
        return new AddressList(networks.stream()
                .map(Network::of)
                .sorted(Comparator.comparing(
                        Network::address,
                        (a, b) -> a.high() == b.high()
                                ? Long.compareUnsigned(a.low(), b.low())
                                : Long.compareUnsigned(a.high(), b.high())))
                .toList());
    }

    boolean contains(IpAddress address) {
        int low = 0;
        int high = highs.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (isBehind(middle, address)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low > 0 && has(low - 1, address);
    }

    private boolean isBehind(int network, IpAddress address) {
        int order = Long.compareUnsigned(highs[network], address.high());
        return order > 0 || order == 0 && Long.compareUnsigned(lows[network], address.low()) > 0;
    }

    private boolean has(int network, IpAddress address) {
        int prefix = prefixes[network];
        long highMask = prefix == 0 ? 0 : prefix >= 64 ? -1L : -1L << (64 - prefix);
        long lowMask = prefix <= 64 ? 0 : -1L << (128 - prefix);
        return ((address.high() ^ highs[network]) & highMask) == 0 && ((address.low() ^ lows[network]) & lowMask) == 0;
    }

    /**
     * A network.
     *
     * @param prefix how many of 128 bits count
     */
    private record Network(IpAddress address, int prefix) {
        static Network of(String cidr) {
            int slash = cidr.indexOf('/');
            byte[] text = cidr.getBytes(StandardCharsets.US_ASCII);
            IpAddress address = slash < 0 ? null : IpAddress.parse(text, 0, slash);
            if (address == null) {
                throw new IllegalArgumentException(
                        "Invalid network: " + cidr + ", must be like 192.0.2.0/24 or 2001:db8::/32");
            }
            int bits = Integer.parseInt(cidr, slash + 1, cidr.length(), 10);
            return new Network(address, address.isMapped() ? bits + 96 : bits);
        }
    }
}
