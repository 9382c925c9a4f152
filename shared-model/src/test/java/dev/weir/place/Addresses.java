package dev.weir.place;

import dev.weir.format.IpAddress;
import java.nio.charset.StandardCharsets;

/** Addresses in tests. */
final class Addresses {
    private Addresses() {}

    static IpAddress address(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        IpAddress address = IpAddress.parse(bytes, 0, bytes.length);
        if (address == null) {
            throw new IllegalArgumentException("Invalid address: " + text);
        }
        return address;
    }

    static IpAddress v4(long address) {
        return new IpAddress(0, 0xffffL << 32 | address & 0xffff_ffffL);
    }
}
