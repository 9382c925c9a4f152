package dev.weir.chaos;

import dev.weir.ledger.Ledger;
import dev.weir.process.ChildJvm;
import dev.weir.warehouse.HadoopSettings;
import dev.weir.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The machine on which the processes of a chaos run work on one warehouse. */
final class ChaosMachine {
    private final Class<?> weir;
    private final Warehouse warehouse;

    /**
     * A machine that is switched on.
     *
     * @param weir the main class that runs Weir's commands
     * @param home in which there will be the warehouse
     */
    ChaosMachine(Class<?> weir, Path home) {
        this.weir = weir;
        this.warehouse = Warehouse.openOrCreate(home.resolve("warehouse").toString(), HadoopSettings.ofProcess());
    }

    Warehouse warehouse() {
        return warehouse;
    }

    Ledger ledger() {
        return warehouse.ledger().read();
    }

    /** What a lane does. */
    interface Step {
        void run() throws IOException, InterruptedException;
    }

    /** Starts a command of Weir. */
    ChaosChild start(Map<String, String> environment, List<String> arguments) throws IOException {
        ProcessBuilder builder = ChildJvm.likeThis()
                .with("-Xmx1g")
                .running(weir, arguments.toArray())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        return new ChaosChild(builder.start());
    }
}
