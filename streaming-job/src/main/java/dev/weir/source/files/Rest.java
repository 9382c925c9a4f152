package dev.weir.source.files;

import java.time.Duration;
import java.time.Instant;

/** Whether a file's end is an end, with a line or without: nobody has written to it for a while. */
interface Rest {
    /** @param now when the file was listed */
    boolean of(ListedFile file, Instant now);

    /**
     * By the age of its last change: more cannot be told by who looks once. A clock that was set forward, or a machine that
     * slept while a line was being written, makes it old.
     *
     * @param idle how old it must be; zero asks for no age at all, for a writer's clock may be ahead of ours
     */
    static Rest byAge(Duration idle) {
        return (file, now) -> idle.isZero() || !file.lastChange().plus(idle).isAfter(now);
    }
}
