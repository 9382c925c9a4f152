package dev.weir.warehouse;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Hadoop's settings, made when they are first needed. Until then none of its classes is loaded. */
final class LazyHadoop {
    /** How settings of its file systems are given to a process, and where its own files have them. */
    private static final String FILE_SYSTEMS = "spark.hadoop.fs.";

    private static final String OWN_FILE = "core-site.xml";

    private Configuration settings;

    /** Those of this process. */
    LazyHadoop() {}

    /** Those that are given. */
    LazyHadoop(Configuration settings) {
        this.settings = settings;
    }

    synchronized Configuration settings() {
        if (settings == null) {
            settings = HadoopSettings.ofProcess();
        }
        return settings;
    }

    /**
     * Whether somebody told this process's Hadoop something of file systems.
     *
     * @param where also look for what its own files say: of those, which one a path is on that names none
     */
    boolean isToldOfFileSystems(boolean where) {
        return settings != null
                || System.getProperties().stringPropertyNames().stream().anyMatch(name -> name.startsWith(FILE_SYSTEMS))
                || where && Thread.currentThread().getContextClassLoader().getResource(OWN_FILE) != null;
    }

    /** A directory's files as Hadoop knows them. */
    FileTree tree(String directory) {
        return new HadoopTree(new Path(directory), settings());
    }

    /**
     * As {@link #tree}, for a directory as a user names it.
     *
     * @throws WarehouseException if it cannot be one
     */
    FileTree qualified(String directory) {
        try {
            Path path = new Path(directory);
            return new HadoopTree(path.getFileSystem(settings()).makeQualified(path), settings());
        } catch (IOException | IllegalArgumentException e) {
            throw new WarehouseException("Cannot open warehouse " + directory + ": " + e.getMessage(), e);
        }
    }
}
