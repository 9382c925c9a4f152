package dev.weir.rollup;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.BlockManager;
import org.apache.spark.storage.RDDBlockId;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.CollectionAccumulator;
import scala.Option;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * States that the tasks of one job leave where Spark keeps what is cached, in memory as far as there is room and else on disk,
 * for another job to read. Unlike what is cached, they cannot be computed again: where an executor is lost, so are they.
 */
final class LeftStates implements Serializable, AutoCloseable {
    private static final long serialVersionUID = 1;
    private static final ClassTag<byte[]> BYTES = ClassTag$.MODULE$.apply(byte[].class);

    /** Blocks are numbered by an attempt's number in the application and as many of its own: more than a task has memory for. */
    private static final int BLOCKS = 1 << 10;

    private final transient JavaSparkContext spark;

    /** An RDD without elements: for its name, by which Spark deletes all that was left under it, by dead attempts, too. */
    private final transient JavaRDD<byte[]> name;

    private final int id;
    private final CollectionAccumulator<Share> shares;

    /** What one attempt of a task left; that of any that ended well will do. */
    private record Share(int partition, long lines, int first, int blocks) implements Serializable {}

    LeftStates(SparkContext context) {
        this.spark = JavaSparkContext.fromSparkContext(context);
        this.name = spark.emptyRDD();
        this.id = name.id();
        this.shares = context.collectionAccumulator();
    }

    /** What a task leaves. */
    Leaving leaving(TaskContext task) {
        return new Leaving(task);
    }

    /** One task's part. */
    final class Leaving {
        private final TaskContext task;
        private final int first;
        private int blocks;

        private Leaving(TaskContext task) {
            this.task = task;
            this.first = (int) (task.taskAttemptId() * BLOCKS) & Integer.MAX_VALUE;
        }

        void leave(Iterator<Row> states) {
            while (states.hasNext()) {
                SparkEnv.get()
                        .blockManager()
                        .putSingle(
                                block(first + blocks++),
                                StateBytes.take(states),
                                StorageLevel.MEMORY_AND_DISK_SER(),
                                true,
                                BYTES);
            }
        }

        /** Says of how many lines this was all. Spark forgets it where the task fails. */
        void end(long lines) {
            shares.add(new Share(task.partitionId(), lines, first, blocks));
        }
    }

    /** Of how many lines tasks have left all that they will, so far. */
    long lines() {
        return byPartition().values().stream().mapToLong(Share::lines).sum();
    }

    /** The states of the tasks that have ended. */
    JavaRDD<Row> rows() {
        List<RDDBlockId> blocks = blocks();
        return spark.parallelize(blocks, Math.max(1, blocks.size()))
                .flatMap(block -> StateBytes.read(read(block)).iterator());
    }

    private static byte[] read(RDDBlockId block) {
        Option<byte[]> bytes = SparkEnv.get().blockManager().getSingle(block, BYTES);
        if (bytes.isEmpty()) {
            throw new IllegalStateException("Cannot read " + block + ", which a task left: its executor is lost");
        }
        return bytes.get();
    }

    /** Whether nothing of it is lost. */
    boolean isWhole() {
        BlockManager manager = SparkEnv.get().blockManager();
        return blocks().stream().allMatch(manager.master()::contains);
    }

    private Map<Integer, Share> byPartition() {
        Map<Integer, Share> byPartition = new TreeMap<>();
        shares.value().forEach(share -> byPartition.put(share.partition(), share));
        return byPartition;
    }

    private List<RDDBlockId> blocks() {
        return byPartition().values().stream()
                .flatMap(share -> IntStream.range(share.first(), share.first() + share.blocks())
                        .mapToObj(this::block))
                .toList();
    }

    private RDDBlockId block(int number) {
        return new RDDBlockId(id, number);
    }

    @Override
    public void close() {
        name.unpersist(false);
    }
}
