package dev.weir.warehouse;

import io.delta.storage.HDFSLogStore;
import java.io.IOException;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Delta's put-if-absent on HDFS, a rename, in logs whose old versions Weir deletes. */
public final class HdfsLogStore extends HDFSLogStore {
    public HdfsLogStore(Configuration hadoop) {
        super(hadoop);
    }

    @Override
    public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration hadoop) throws IOException {
        super.write(path, actions, overwrite, hadoop);
        FirstVersion.requireNew(path, hadoop);
    }
}
