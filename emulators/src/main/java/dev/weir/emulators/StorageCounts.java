package dev.weir.emulators;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many operations of each kind Cloud Storage would have billed: those that succeeded, for
 * <a href="https://cloud.google.com/storage/pricing#price-tables">a refusal is free</a>.
 *
 * @param operations those of which there was one
 */
public record StorageCounts(Map<StorageOperation, Long> operations) {
    public StorageCounts {
        operations = Collections.unmodifiableMap(new TreeMap<>(operations));
    }

    /** How many there were of a kind. */
    public long of(StorageOperation operation) {
        return operations.getOrDefault(operation, 0L);
    }

    /** How many there were of a class. */
    public long of(StorageOperation.Billing billing) {
        return operations.entrySet().stream()
                .filter(counted -> counted.getKey().billing() == billing)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** What came after an earlier count. */
    public StorageCounts since(StorageCounts earlier) {
        Map<StorageOperation, Long> later = new EnumMap<>(StorageOperation.class);
        operations.forEach((operation, count) -> later.put(operation, count - earlier.of(operation)));
        later.values().removeIf(count -> count == 0);
        return new StorageCounts(later);
    }
}
