package dev.weir.ledger;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** All entries of a ledger; those in blocks are read when they are asked for. */
final class Entries extends AbstractList<Entry> implements RandomAccess {
    private final List<Block> blocks;
    private final List<Entry> tail;
    private final int inBlocks;

    Entries(List<Block> blocks, List<Entry> tail) {
        this.blocks = blocks;
        this.tail = tail;
        this.inBlocks =
                blocks.isEmpty() ? 0 : (int) blocks.get(blocks.size() - 1).last();
    }

    @Override
    public Entry get(int index) {
        if (index >= inBlocks) {
            return tail.get(index - inBlocks);
        }
        Block block = blocks.get(blockOf(index));
        return block.entries().get((int) (index - block.after()));
    }

    private int blockOf(int index) {
        int low = 0;
        int high = blocks.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (blocks.get(middle).last() <= index) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public int size() {
        return inBlocks + tail.size();
    }
}
