package dev.weir.emulators;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts what is asked of an emulator of Cloud Storage, as the service would bill it. */
final class StorageMeter {
    private final Map<StorageOperation, Long> counts = new EnumMap<>(StorageOperation.class);
    private final List<StorageCounts> marks = new ArrayList<>();
    private Optional<String> marking = Optional.empty();

    synchronized void count(StorageRequest request) {
        Optional<StorageOperation> done = request.done();
        done.ifPresent(operation -> counts.merge(operation, 1L, Long::sum));
        boolean marked = done.filter(StorageOperation.INSERT::equals)
                .flatMap(insert -> request.uploaded())
                .flatMap(name -> marking.filter(name::startsWith))
                .isPresent();
        if (marked) {
            marks.add(read());
        }
    }

    synchronized StorageCounts read() {
        return new StorageCounts(counts);
    }

    /** From now on keeps what was counted when an object was uploaded whose name begins so. */
    synchronized void mark(String prefix) {
        marking = Optional.of(prefix);
        marks.clear();
    }

    synchronized List<StorageCounts> marks() {
        return List.copyOf(marks);
    }
}
