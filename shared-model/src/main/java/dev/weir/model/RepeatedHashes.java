package dev.weir.model;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * Finds the hashes that occur more than once. Tasks exchange them in blocks and sort them: to group them as rows by a hash table costs
 * several times as much. Of what a task has, it hands out each hash twice at most, so that a flood of one line fills no memory.
 */
final class RepeatedHashes {
    /** So many are looked through at once, 8 MiB. */
    private static final int MOST = 1 << 20;

    private RepeatedHashes() {}

    /** Each of them once. As many tasks look for them as they come from; what comes from one stays there. */
    static JavaRDD<Long> in(JavaRDD<Long> hashes) {
        int parts = hashes.getNumPartitions();
        // Nobody knows before which hashes will meet in one task.
        long factor = ThreadLocalRandom.current().nextLong() | 1;
        JavaPairRDD<Integer, byte[]> blocks = hashes.mapPartitionsToPair(some -> new Blocks(some, parts, factor));
        return (parts == 1 ? blocks : blocks.partitionBy(new HashPartitioner(parts)))
                .mapPartitions(all -> repeated(together(all)));
    }

    private static long[] together(Iterator<Tuple2<Integer, byte[]>> blocks) {
        List<byte[]> all = new ArrayList<>();
        blocks.forEachRemaining(block -> all.add(block._2()));
        long[] hashes = new long[all.stream().mapToInt(block -> block.length).sum() / Long.BYTES];
        int size = 0;
        for (byte[] block : all) {
            int more = block.length / Long.BYTES;
            ByteBuffer.wrap(block).asLongBuffer().get(hashes, size, more);
            size += more;
        }
        return hashes;
    }

    private static Iterator<Long> repeated(long[] hashes) {
        Arrays.sort(hashes);
        int kept = 0;
        for (int i = 1; i < hashes.length; i++) {
            if (hashes[i] == hashes[i - 1] && (kept == 0 || hashes[kept - 1] != hashes[i])) {
                hashes[kept++] = hashes[i];
            }
        }
        return Arrays.stream(hashes, 0, kept).iterator();
    }

    /** What a task has, in blocks by the part that looks through them. */
    private static final class Blocks implements Iterator<Tuple2<Integer, byte[]>> {
        private final Iterator<Long> hashes;
        private final int parts;
        private final long factor;
        private Iterator<Tuple2<Integer, byte[]>> blocks =
                List.<Tuple2<Integer, byte[]>>of().iterator();

        Blocks(Iterator<Long> hashes, int parts, long factor) {
            this.hashes = hashes;
            this.parts = parts;
            this.factor = factor;
        }

        @Override
        public boolean hasNext() {
            while (!blocks.hasNext() && hashes.hasNext()) {
                blocks = blocks();
            }
            return blocks.hasNext();
        }

        @Override
        public Tuple2<Integer, byte[]> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return blocks.next();
        }

        private Iterator<Tuple2<Integer, byte[]>> blocks() {
            long[] some = new long[1 << 10];
            int size = 0;
            while (size < MOST && hashes.hasNext()) {
                if (size == some.length) {
                    some = Arrays.copyOf(some, 2 * size);
                }
                some[size++] = hashes.next();
            }
            Arrays.sort(some, 0, size);
            int kept = atMostTwice(some, size);
            int[] counts = new int[parts];
            for (int i = 0; i < kept; i++) {
                counts[part(some[i])]++;
            }
            ByteBuffer[] each = new ByteBuffer[parts];
            Arrays.setAll(each, part -> ByteBuffer.allocate(counts[part] * Long.BYTES));
            for (int i = 0; i < kept; i++) {
                each[part(some[i])].putLong(some[i]);
            }
            List<Tuple2<Integer, byte[]>> made = new ArrayList<>();
            for (int part = 0; part < parts; part++) {
                if (counts[part] > 0) {
                    made.add(new Tuple2<>(part, each[part].array()));
                }
            }
            return made.iterator();
        }

        private int part(long hash) {
            return (int) ((hash * factor >>> Integer.SIZE) * parts >>> Integer.SIZE);
        }

        private static int atMostTwice(long[] ascending, int size) {
            int kept = Math.min(size, 2);
            for (int i = 2; i < size; i++) {
                if (ascending[i] != ascending[kept - 2]) {
                    ascending[kept++] = ascending[i];
                }
            }
            return kept;
        }
    }
}
