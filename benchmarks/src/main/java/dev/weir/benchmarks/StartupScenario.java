package dev.weir.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Short commands as processes, from fork to exit, next to {@code java -version}. */
record StartupScenario() implements Scenario {
    private static final int LINES = 200;
    private static final String JAVA = "java -version";

    /** A command, and how many seconds it may take. */
    private record Command(double most, List<String> words) {}

    @Override
    public String name() {
        return "startup";
    }

    @Override
    public String about() {
        return "short commands as processes, next to java -version";
    }

    @Override
    public long lines(Sizes sizes) {
        return LINES;
    }

    private static Map<String, Command> commands(Path log, Path warehouse) {
        Map<String, Command> commands = new LinkedHashMap<>();
        commands.put("version", new Command(0.5, List.of("--version")));
        commands.put("help", new Command(0.5, List.of("--help")));
        commands.put("status", new Command(1, List.of("status", "--warehouse", warehouse.toString())));
        commands.put("parse", new Command(1, List.of("parse", log.toString())));
        commands.put(
                "query",
                new Command(
                        1, List.of("query", "--warehouse", warehouse.toString(), "SELECT SUM(requests) FROM traffic")));
        return commands;
    }

    @Override
    public List<Measurement> measure(Bench bench) throws Exception {
        Path log = bench.logs().combined(LINES);
        Map<String, Command> commands = commands(log, bench.imported(log));
        Map<String, List<Double>> cpu = new LinkedHashMap<>();
        Turns turns = bench.turns();
        turns.add(JAVA, counted(JAVA, cpu, () -> bench.launcher().java("-version")));
        commands.forEach((name, command) -> turns.add(
                name,
                counted(name, cpu, () -> bench.launcher().run(command.words().toArray(String[]::new)))));
        int warmUps = bench.sizes().warmUps();
        Timings timings = turns.run(warmUps, bench.sizes().runs());
        cpu.replaceAll((name, runs) -> runs.subList(warmUps, runs.size()));
        Timings used = new Timings(cpu, Map.of());

        List<Measurement> measurements = new ArrayList<>();
        measurements.add(timings.seconds(JAVA, "startup_java"));
        commands.forEach((name, command) -> {
            String figure = "startup_" + name;
            measurements.add(timings.seconds(name, figure, Target.atMost(command.most())));
            measurements.add(timings.ratio(name, JAVA, figure + "_ratio", Optional.empty()));
            measurements.add(used.ratio(name, JAVA, figure + "_cpu_ratio", Optional.empty()));
        });
        return measurements;
    }

    private static Work counted(String name, Map<String, List<Double>> cpu, Work.Step process) {
        List<Double> runs = cpu.computeIfAbsent(name, piece -> new ArrayList<>());
        return Work.of(() -> {
            double before = CpuTimes.ofEndedChildren();
            process.run();
            runs.add(CpuTimes.ofEndedChildren() - before);
        });
    }
}
