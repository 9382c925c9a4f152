package dev.weir.rollup;

import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.util.TaskCompletionListener;

/** Adds lines up while a task does something else with them: a function of a line's digest and inputs that gives the digest. */
final class PassingLines implements UDF2<Long, Row, Long> {
    private static final long serialVersionUID = 1;

    private final LineCombiner combiner;
    private final LeftStates left;

    /** Each task has its own copy of this. */
    private transient Passing passing;

    PassingLines(LineCombiner combiner, LeftStates left) {
        this.combiner = combiner;
        this.left = left;
    }

    @Override
    public Long call(Long digest, Row inputs) {
        if (passing == null) {
            TaskContext task = TaskContext.get();
            passing = new Passing(left.leaving(task));
            task.addTaskCompletionListener(passing);
        }
        passing.add(inputs);
        return digest;
    }

    private final class Passing implements TaskCompletionListener {
        private final LineSums sums = combiner.sums();
        private final LeftStates.Leaving leaving;
        private long lines;

        Passing(LeftStates.Leaving leaving) {
            this.leaving = leaving;
        }

        void add(Row line) {
            lines++;
            if (sums.add(line)) {
                leaving.leave(sums.states());
            }
        }

        @Override
        public void onTaskCompletion(TaskContext task) {
            if (!task.isFailed() && !task.isInterrupted()) {
                leaving.leave(sums.states());
                leaving.end(lines);
            }
        }
    }
}
