package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.emulators.Troubles;
import dev.weir.warehouse.HadoopSettings;
import dev.weir.warehouse.LogStores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ledger, tables and a stream's own log stand on: a driver that is thought dead may still write. */
class PutIfAbsentTest {
    private static final int WRITERS = 4;
    private static final int NAMES = 10;

    @TempDir
    Path temp;

    @Test
    void ofManyWhoWriteAtOnceInCloudStorageOneWins() throws Exception {
        try (CloudStorage storage = CloudStorage.start(temp, Troubles.none())) {
            requireOneWinner(storage.path("log"));
        }
    }

    @Test
    void ofManyWhoWriteAtOnceOnALocalDiskOneWins() throws Exception {
        requireOneWinner(temp.toString());
    }

    private static void requireOneWinner(String directory) throws Exception {
        Configuration hadoop = HadoopSettings.ofProcess();
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            for (int name = 0; name < NAMES; name++) {
                org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(directory, name + ".json");
                CyclicBarrier together = new CyclicBarrier(WRITERS);
                List<Callable<Boolean>> writers = IntStream.range(0, WRITERS)
                        .<Callable<Boolean>>mapToObj(writer -> () -> {
                            together.await();
                            return wrote(file, "writer " + writer, hadoop);
                        })
                        .toList();

                List<String> winners = new ArrayList<>();
                List<Future<Boolean>> wrote = threads.invokeAll(writers);
                for (int writer = 0; writer < WRITERS; writer++) {
                    if (wrote.get(writer).get()) {
                        winners.add("writer " + writer);
                    }
                }

                assertThat(winners).as(file.toString()).containsExactly(content(file, hadoop));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean wrote(org.apache.hadoop.fs.Path file, String content, Configuration hadoop)
            throws IOException {
        try {
            LogStores.of(file, hadoop).write(file, List.of(content).iterator(), false, hadoop);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private static String content(org.apache.hadoop.fs.Path file, Configuration hadoop) throws IOException {
        try (FSDataInputStream in = file.getFileSystem(hadoop).open(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
