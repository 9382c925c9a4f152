package dev.weir.source.pubsublite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Google's connector, <a href="https://github.com/googleapis/java-pubsublite-spark">pubsublite-spark-sql-streaming</a>, in
 * reach of Spark: while this is open, the thread that opened it, and whatever it starts, finds the connector's classes.
 */
public final class LiteConnector implements AutoCloseable {
    /** What Spark knows it by. */
    public static final String FORMAT = "pubsublite";

    private static final String PROVIDER = "com.google.cloud.pubsublite.spark.PslTableProvider";

    private static final String REMEDY = "download https://repo1.maven.org/maven2/com/google/cloud/"
            + "pubsublite-spark-sql-streaming/1.0.0/pubsublite-spark-sql-streaming-1.0.0-with-dependencies.jar and name it"
            + " by --connector, or on a cluster by --jars";

    private final ClassLoader before;
    private final Optional<URLClassLoader> own;

    private LiteConnector(ClassLoader before, Optional<URLClassLoader> own) {
        this.before = before;
        this.own = own;
    }

    /**
     * Looks for it. Spark must not have been started yet where a jar is given, for tasks find their classes as the thread
     * does that starts it.
     *
     * @param jar where the connector is; else on the class path
     * @throws IllegalArgumentException if it is not there
     */
    public static LiteConnector open(Optional<Path> jar) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        Optional<URLClassLoader> own = jar.map(path -> new GooglesFirst(url(path), before));
        LiteConnector connector = new LiteConnector(before, own);
        try {
            Class.forName(
                    PROVIDER, false, own.<ClassLoader>map(loader -> loader).orElse(before));
        } catch (ClassNotFoundException e) {
            connector.close();
            throw new IllegalArgumentException(
                    "Cannot read Pub/Sub Lite: Google's connector is not "
                            + jar.map(path -> "in " + path).orElse("on the class path") + "; " + REMEDY,
                    e);
        }
        own.ifPresent(thread::setContextClassLoader);
        return connector;
    }

    private static URL url(Path jar) {
        if (!Files.isReadable(jar)) {
            throw new IllegalArgumentException("Cannot read " + jar + ": no such file, or not readable; " + REMEDY);
        }
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("Cannot read " + jar + ": it has no URL", e);
        }
    }

    @Override
    public void close() {
        own.ifPresent(loader -> {
            Thread.currentThread().setContextClassLoader(before);
            try {
                loader.close();
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot close Google's connector", e);
            }
        });
    }

    /**
     * The jar has Google's libraries of 2023 under their own names, but changed to call a gRPC and a Protobuf that it
     * renamed. So the connector must see these, and Weir's clients those that come with Weir. Of all else that both have,
     * Scala above all, there is one.
     */
    private static final class GooglesFirst extends URLClassLoader {
        GooglesFirst(URL jar, ClassLoader parent) {
            super(new URL[] {jar}, parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded == null && name.startsWith("com.google.")) {
                    try {
                        loaded = findClass(name);
                    } catch (ClassNotFoundException e) {
                        // Not in the jar: the parent's, or nobody's.
                        loaded = null;
                    }
                }
                return loaded == null ? super.loadClass(name, resolve) : loaded;
            }
        }
    }
}
