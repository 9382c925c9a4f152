package dev.weir.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Results for people: a table on a terminal, and {@code RESULTS.md}. */
final class Report {
    private Report() {}

    static String table(List<Measurement> measurements) {
        StringBuilder table = new StringBuilder();
        line(table, "name", "median", "unit", "target", "met", "runs");
        for (Measurement m : measurements) {
            line(
                    table,
                    m.name(),
                    m.value().isPresent() ? m.shown() : "-",
                    m.unit(),
                    m.target().map(Target::toString).orElse(""),
                    met(m),
                    m.why().orElse(Integer.toString(m.runs().size())));
        }
        return table.toString();
    }

    private static void line(StringBuilder table, String... cells) {
        table.append(String.format(Locale.ROOT, "%-32s %12s %-8s %-10s %-7s %s%n", (Object[]) cells));
    }

    /**
     * The page.
     *
     * @param command how the last of it was measured
     * @param quick whether the sizes are too small for the targets to mean much
     */
    static String markdown(Results results, Machine machine, String command, boolean quick) {
        StringBuilder page = new StringBuilder("# Results\n\n");
        if (quick) {
            page.append("**A quick run on small inputs, to see that everything works. The targets are about")
                    .append(" 2,000,000 lines.**\n\n");
        }
        page.append("Written by `")
                .append(command)
                .append("`; [README.md](README.md) says how each figure is made.\n\n");
        item(
                page,
                "Machine",
                machine.cores() + " cores (" + machine.processor() + "), " + machine.gibibytes() + " GiB of memory");
        item(page, "System", machine.system());
        item(page, "Java", machine.java());
        for (Map.Entry<String, String> version : results.versions().entrySet()) {
            item(page, version.getKey(), version.getValue());
        }
        page.append("\nValues are medians of as many runs as the last column says; ratios are taken run by run.\n");
        for (Scenario scenario : Scenarios.ALL) {
            Optional<Results.Measured> measured = results.of(scenario);
            measured.ifPresent(found -> section(page, scenario, found));
        }
        return page.toString();
    }

    private static void item(StringBuilder page, String name, String value) {
        page.append("- ").append(name).append(": ").append(value).append('\n');
    }

    private static void section(StringBuilder page, Scenario scenario, Results.Measured measured) {
        page.append(String.format(
                Locale.ROOT,
                "%n## %s%n%n%s. Lines: %,d; %s.%n%n",
                scenario.name(),
                capital(scenario.about()),
                measured.lines(),
                measured.when()));
        page.append("| name | value | unit | target | met | runs |\n| --- | ---: | --- | --- | --- | ---: |\n");
        for (Measurement m : measured.measurements()) {
            page.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %s | %s | %d |%n",
                    m.name(),
                    m.shown().replace("|", "\\|"),
                    m.unit(),
                    m.target().map(Target::toString).orElse(""),
                    met(m),
                    m.runs().size()));
        }
    }

    private static String met(Measurement measurement) {
        return measurement.met().map(met -> met ? "yes" : "**no**").orElse("");
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
