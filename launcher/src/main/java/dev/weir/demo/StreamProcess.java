package dev.weir.demo;

import dev.weir.process.ChildJvm;
import dev.weir.streaming.StreamCommand;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A stream in a process of its own, so that it can be killed. */
final class StreamProcess implements AutoCloseable {
    private final Process process;

    private StreamProcess(Process process) {
        this.process = process;
    }

    /** Starts the streaming job, as a cluster does; what it says goes where this process's errors go. */
    static StreamProcess start(DemoPlace place, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--warehouse", place.warehouse()));
        arguments.addAll(place.streamOptions());
        arguments.addAll(List.of(options));
        Process process = ChildJvm.likeThis()
                .with(place.properties())
                .running(StreamCommand.class, arguments.toArray())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        // Nobody else would end it when this process is told to end.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return new StreamProcess(process);
    }

    /** Kills it as {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for its end. */
    void await() throws InterruptedException {
        int code = process.waitFor();
        if (code != 0) {
            throw new IllegalStateException("the stream ended with exit code " + code + "; see above");
        }
    }

    /** Ends it as Ctrl-C does, if it runs. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
