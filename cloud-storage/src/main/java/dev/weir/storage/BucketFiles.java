package dev.weir.storage;

import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageBatch;
import com.google.cloud.storage.StorageBatchResult;
import com.google.cloud.storage.StorageException;
import dev.weir.warehouse.AtOnce;
import dev.weir.warehouse.ManyFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;

/**
 * Many objects of a bucket: listed by how their names begin, whatever directories they seem to be in, and deleted a hundred a
 * request, where Hadoop's interface takes them one by one.
 */
final class BucketFiles implements ManyFiles {
    /** The service gives no more names at once. */
    private static final int PAGE = 1000;

    /** The service <a href="https://cloud.google.com/storage/docs/batch">takes no more</a>. */
    private static final int BATCH = 100;

    private final Storage storage;

    BucketFiles(Storage storage) {
        this.storage = storage;
    }

    @Override
    public long size(Path directory) throws IOException {
        try {
            long bytes = 0;
            for (Blob object : below(directory, Storage.BlobField.NAME, Storage.BlobField.SIZE)) {
                bytes += object.getSize();
            }
            return bytes;
        } catch (StorageException e) {
            throw new IOException("Cannot list " + directory + ": " + BucketCheck.words(e), e);
        }
    }

    @Override
    public void delete(List<Path> files) throws IOException {
        deleteObjects(files.stream().map(BucketFiles::object).toList());
    }

    @Override
    public void deleteDirectories(List<Path> directories) throws IOException {
        List<BlobId> objects = new ArrayList<>();
        for (Path directory : directories) {
            try {
                below(directory, Storage.BlobField.NAME)
                        .forEach(object -> objects.add(BlobId.of(object.getBucket(), object.getName())));
            } catch (StorageException e) {
                throw new IOException("Cannot list " + directory + ": " + BucketCheck.words(e), e);
            }
        }
        deleteObjects(objects);
    }

    /** All objects below a directory, and the empty one that may stand for it. */
    private Iterable<Blob> below(Path directory, Storage.BlobField... fields) {
        BlobId named = object(directory);
        return storage.list(
                        named.getBucket(),
                        Storage.BlobListOption.prefix(named.getName().isEmpty() ? "" : named.getName() + "/"),
                        Storage.BlobListOption.pageSize(PAGE),
                        Storage.BlobListOption.fields(fields))
                .iterateAll();
    }

    private void deleteObjects(List<BlobId> objects) throws IOException {
        List<List<BlobId>> batches = IntStream.iterate(0, from -> from < objects.size(), from -> from + BATCH)
                .mapToObj(from -> objects.subList(from, Math.min(from + BATCH, objects.size())))
                .toList();
        try (AtOnce deletions = new AtOnce()) {
            deletions.ask(batches, this::deleteBatch);
        }
    }

    /** Deletes a batch; returns how many of it had to be asked for again, one by one. */
    private int deleteBatch(List<BlobId> objects) throws IOException {
        List<BlobId> refused = refused(objects);
        for (BlobId object : refused) {
            try {
                storage.delete(object);
            } catch (StorageException e) {
                throw new IOException("Cannot delete " + object.toGsUtilUri() + ": " + BucketCheck.words(e), e);
            }
        }
        return refused.size();
    }

    /**
     * Asks once for all of a batch, and returns what was not deleted. The client tries again what is asked alone, and no batch or
     * part of one, each of which the service may refuse when it is busy.
     */
    private List<BlobId> refused(List<BlobId> objects) {
        StorageBatch batch = storage.batch();
        Map<BlobId, StorageBatchResult<Boolean>> asked = new LinkedHashMap<>();
        objects.forEach(object -> asked.put(object, batch.delete(object)));
        try {
            batch.submit();
        } catch (StorageException e) {
            return objects;
        }
        return objects.stream().filter(object -> isRefused(asked.get(object))).toList();
    }

    private static boolean isRefused(StorageBatchResult<Boolean> answer) {
        try {
            answer.get();
            return false;
        } catch (StorageException e) {
            return true;
        }
    }

    private static BlobId object(Path path) {
        return BlobId.of(path.toUri().getAuthority(), path.toUri().getPath().replaceFirst("^/", ""));
    }
}
