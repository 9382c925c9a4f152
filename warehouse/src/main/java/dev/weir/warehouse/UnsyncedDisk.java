package dev.weir.warehouse;

import java.nio.file.Path;

/** Leaves it to the operating system when something becomes durable: faster, for a warehouse that may be lost. */
public final class UnsyncedDisk implements Disk {
    @Override
    public void forceFile(Path file) {}

    @Override
    public void forceDirectory(Path directory) {}
}
