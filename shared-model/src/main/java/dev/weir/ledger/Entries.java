package dev.weir.ledger;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** All entries of a ledger; those in blocks are read when they are asked for. */
final class Entries extends AbstractList<Entry> implements RandomAccess {
    private final Blocks blocks;
    private final List<Entry> tail;

    Entries(Blocks blocks, List<Entry> tail) {
        this.blocks = blocks;
        this.tail = tail;
    }

    @Override
    public Entry get(int index) {
        if (index >= blocks.last()) {
            return tail.get((int) (index - blocks.last()));
        }
        Block block = blocks.list().get(blockOf(index));
        return block.entries().get((int) (index - block.after()));
    }

    private int blockOf(int index) {
        int low = 0;
        int high = blocks.list().size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (blocks.list().get(middle).last() <= index) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public int size() {
        return (int) blocks.last() + tail.size();
    }
}
