package dev.weir.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Warehouses as the programs of older versions left them. */
final class OlderWarehouse {
    private OlderWarehouse() {}

    static void unpack(String name, Path directory) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(
                Objects.requireNonNull(OlderWarehouse.class.getResourceAsStream("/warehouses/" + name + ".zip")))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = directory.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(zip, file);
                }
            }
        }
    }
}
