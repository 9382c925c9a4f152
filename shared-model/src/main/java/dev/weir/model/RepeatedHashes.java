package dev.weir.model;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
        JavaPairRDD<Integer, byte[]> blocks = hashes.mapPartitionsToPair(
                some -> Stream.iterate(portion(some), portion -> portion.length > 0, before -> portion(some))
                        .flatMap(portion -> blocks(portion, parts, factor))
                        .iterator());
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

    /** Some of what a task has, in order, each twice at most; empty if nothing is left. */
    static long[] portion(Iterator<Long> hashes) {
        long[] some = new long[1 << 10];
        int size = 0;
        while (size < MOST && hashes.hasNext()) {
            if (size == some.length) {
                some = Arrays.copyOf(some, 2 * size);
            }
            some[size++] = hashes.next();
        }
        Arrays.sort(some, 0, size);
        int kept = Math.min(size, 2);
        for (int i = 2; i < size; i++) {
            if (some[i] != some[kept - 2]) {
                some[kept++] = some[i];
            }
        }
        return Arrays.copyOf(some, kept);
    }

    /** A portion by the part that looks through it. */
    private static Stream<Tuple2<Integer, byte[]>> blocks(long[] portion, int parts, long factor) {
        int[] counts = new int[parts];
        for (long hash : portion) {
            counts[part(hash, parts, factor)]++;
        }
        ByteBuffer[] blocks = new ByteBuffer[parts];
        Arrays.setAll(blocks, part -> ByteBuffer.allocate(counts[part] * Long.BYTES));
        for (long hash : portion) {
            blocks[part(hash, parts, factor)].putLong(hash);
        }
        return IntStream.range(0, parts)
                .filter(part -> counts[part] > 0)
                .mapToObj(part -> new Tuple2<>(part, blocks[part].array()));
    }

    private static int part(long hash, int parts, long factor) {
        return (int) ((hash * factor >>> Integer.SIZE) * parts >>> Integer.SIZE);
    }
}
