package dev.weir.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hadoop's interfaces to local files, as Spark, Delta and Weir use them. */
class LocalFilesTest {
    private static final URI LOCAL = URI.create("file:///");

    @TempDir
    java.nio.file.Path temp;

    private final Configuration hadoop = new Configuration();

    LocalFilesTest() {
        hadoop.set("fs.file.impl", DurableLocalFileSystem.class.getName());
        hadoop.set("fs.AbstractFileSystem.file.impl", DurableLocalFs.class.getName());
    }

    @Test
    void whatAMicroBatchDoesWithFilesStartsNoProcess() throws Exception {
        FileSystem files = FileSystem.newInstance(LOCAL, hadoop);
        FileContext checkpoints = FileContext.getFileContext(LOCAL, hadoop);
        // Hadoop asks once what the machine can do.
        commit(files, checkpoints, "before");

        assertThat(processes(() -> commit(files, checkpoints, "micro-batch"))).isEmpty();
    }

    private Void commit(FileSystem files, FileContext checkpoints, String name) throws IOException {
        Path directory = path(name);
        files.mkdirs(directory);
        files.create(new Path(directory, "part.parquet")).close();
        files.rename(new Path(directory, "part.parquet"), new Path(directory, "moved.parquet"));
        Path temporary = new Path(directory, ".0.tmp");
        checkpoints.create(temporary, EnumSet.of(CreateFlag.CREATE)).close();
        checkpoints.rename(temporary, new Path(directory, "0"), Options.Rename.NONE);
        return null;
    }

    private List<String> processes(Callable<Void> work) throws Exception {
        java.nio.file.Path file = temp.resolve("recording.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.ProcessStart");
            recording.start();
            work.call();
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
                .map((RecordedEvent event) -> event.getString("command"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(shorts = {0777, 0755, 0750, 0700, 0644, 0640, 0600, 0444, 0, 01777})
    void permissionsAreWhatHadoopsOwnGives(short mode) throws IOException {
        FileSystem ours = FileSystem.newInstance(LOCAL, hadoop);
        FileSystem hadoops = hadoops();

        for (FileSystem files : List.of(ours, hadoops)) {
            Path directory = path(files == ours ? "ours" : "hadoops");
            files.mkdirs(directory);
            files.setPermission(directory, new FsPermission(mode));
        }

        assertThat(hadoops.getFileStatus(path("ours")).getPermission())
                .isEqualTo(hadoops.getFileStatus(path("hadoops")).getPermission())
                .isEqualTo(new FsPermission(mode));
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "directory", "link", "dangling"})
    void linksAreWhatHadoopsOwnSaysOfThem(String name) throws IOException {
        Files.writeString(temp.resolve("file"), "1");
        Files.createDirectory(temp.resolve("directory"));
        Files.createSymbolicLink(temp.resolve("link"), temp.resolve("file"));
        Files.createSymbolicLink(temp.resolve("dangling"), temp.resolve("nothing"));
        FileSystem ours = FileSystem.newInstance(LOCAL, hadoop);
        FileSystem hadoops = hadoops();

        assertThat(said(ours, name)).isEqualTo(said(hadoops, name));
        assertThatThrownBy(() -> ours.getFileLinkStatus(path("nothing"))).isInstanceOf(FileNotFoundException.class);
    }

    private static FileSystem hadoops() throws IOException {
        FileSystem files = new LocalFileSystem();
        files.initialize(LOCAL, new Configuration());
        return files;
    }

    private String said(FileSystem files, String name) throws IOException {
        try {
            return files.getFileLinkStatus(path(name)).toString();
        } catch (FileNotFoundException e) {
            return e.getMessage();
        }
    }

    private Path path(String name) {
        return new Path("file:" + temp.resolve(name));
    }
}
