package dev.weir.rollup;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Numbers in as few bytes as they need: seven bits a byte, the sign folded in
 * (<a href="https://protobuf.dev/programming-guides/encoding/#signed-ints">ZigZag varints</a>).
 */
final class Numbers {
    private Numbers() {}

    static void write(long number, DataOutput out) throws IOException {
        long rest = number << 1 ^ number >> 63;
        while ((rest & ~0x7FL) != 0) {
            out.writeByte((int) (rest | 0x80));
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    static long read(DataInput in) throws IOException {
        long folded = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.readByte();
            folded |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return folded >>> 1 ^ -(folded & 1);
            }
        }
    }
}
