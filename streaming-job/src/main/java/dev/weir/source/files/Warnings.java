package dev.weir.source.files;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says a thing once, however often a trigger meets it. */
final class Warnings {
    private static final Logger LOG = LoggerFactory.getLogger("dev.weir.source.files");

    private final Set<String> said = new HashSet<>();
    private final Consumer<String> listener;

    /** Warnings that go to the log. */
    Warnings() {
        this(message -> LOG.warn("{}", message));
    }

    Warnings(Consumer<String> listener) {
        this.listener = listener;
    }

    void once(String message) {
        if (said.add(message)) {
            listener.accept(message);
        }
    }
}
