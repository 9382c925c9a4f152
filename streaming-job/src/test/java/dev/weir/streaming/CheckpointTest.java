package dev.weir.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.warehouse.Warehouse;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
    @TempDir
    java.nio.file.Path temp;

    @Test
    void processesThatBindACheckpointOnAnObjectStoreAtOnceAgreeOnItsStream() {
        Configuration hadoop = new Configuration();
        hadoop.setClass("fs.gs.impl", Bucket.class, org.apache.hadoop.fs.FileSystem.class);
        hadoop.setBoolean("fs.gs.impl.disable.cache", true);
        Warehouse warehouse = Warehouse.openOrCreate(temp.resolve("warehouse").toString(), hadoop);
        Path path = new Path("gs://" + temp.resolve("checkpoint"));
        List<String> streams = new ArrayList<>();
        Bucket.afterLooking = () -> streams.add(Checkpoint.open(path, warehouse, hadoop).stream());

        streams.add(Checkpoint.open(path, warehouse, hadoop).stream());
        streams.add(Checkpoint.open(path, warehouse, hadoop).stream());

        assertThat(streams).hasSize(3).containsOnly(streams.get(2));
    }

    /** Objects as Cloud Storage has them: what is created is checked, and a rename replaces. */
    public static final class Bucket extends RawLocalFileSystem {
        /** What happens once after somebody has found that there is no binding. */
        private static Runnable afterLooking = () -> {};

        @Override
        public URI getUri() {
            return URI.create("gs:///");
        }

        @Override
        public boolean exists(Path path) throws IOException {
            boolean there = super.exists(path);
            if (!there && path.getName().equals("weir.json")) {
                Runnable happens = afterLooking;
                afterLooking = () -> {};
                happens.run();
            }
            return there;
        }
    }
}
