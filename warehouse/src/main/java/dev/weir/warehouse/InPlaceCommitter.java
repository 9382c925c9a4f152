package dev.weir.warehouse;

import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.JobStatus;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.parquet.hadoop.ParquetOutputCommitter;

/**
 * Lets tasks write their files where they are to be, instead of moving them there: on an object store a move is a copy and a
 * deletion, and to find what is to be moved takes listings. It is for a directory that one attempt alone writes, and that
 * nobody looks at before the ledger names it: what a dead attempt leaves is never seen. Of a task that is done again, the
 * second attempt finds the first one's whole file and fails, and with it the attempt; it never adds a second file.
 */
public final class InPlaceCommitter extends ParquetOutputCommitter {
    private final Path output;

    /** As Spark makes it. */
    public InPlaceCommitter(Path output, TaskAttemptContext context) throws IOException {
        super(output, context);
        this.output = output;
    }

    @Override
    public Path getWorkPath() {
        return output;
    }

    @Override
    public void setupJob(JobContext context) throws IOException {
        output.getFileSystem(context.getConfiguration()).mkdirs(output);
    }

    @Override
    public void setupTask(TaskAttemptContext context) {}

    @Override
    public boolean needsTaskCommit(TaskAttemptContext context) {
        return false;
    }

    @Override
    public void commitTask(TaskAttemptContext context) {}

    @Override
    public void abortTask(TaskAttemptContext context) {}

    @Override
    public void commitJob(JobContext context) {}

    /** What it wrote is never seen, and may be wanted by whoever looks for the cause. */
    @Override
    public void abortJob(JobContext context, JobStatus.State state) {}
}
