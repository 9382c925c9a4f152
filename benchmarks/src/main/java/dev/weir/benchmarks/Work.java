package dev.weir.benchmarks;

/** A piece of work that is timed, and what has to be done before it, which is not. */
interface Work extends AutoCloseable {
    void run() throws Exception;

    default void prepare() throws Exception {}

    /** Ends what it kept running between its runs. */
    @Override
    default void close() {}

    /** Something that may fail. */
    @FunctionalInterface
    interface Step {
        void run() throws Exception;
    }

    static Work of(Step timed) {
        return of(() -> {}, timed);
    }

    static Work of(Step preparation, Step timed) {
        return new Work() {
            @Override
            public void prepare() throws Exception {
                preparation.run();
            }

            @Override
            public void run() throws Exception {
                timed.run();
            }
        };
    }

    /** Does it, untimed. */
    default void warmUp(int times) throws Exception {
        for (int i = 0; i < times; i++) {
            prepare();
            run();
        }
    }
}
