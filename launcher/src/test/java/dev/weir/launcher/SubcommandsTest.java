package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.answers.Answers;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class SubcommandsTest {
    private static final Map<String, String> SUMMARIES = new Subcommands().summaries();

    @Test
    void whatIsSaidOfCommandsIsWhatTheySayThemselves() {
        assertThat(text(SUMMARIES))
                .isEqualTo(SUMMARIES.keySet().stream()
                        .map(name -> name + "\t" + spec(name).usageMessage().description()[0])
                        .collect(Collectors.joining("\n")));
        assertThat(SUMMARIES.keySet())
                .allSatisfy(name -> assertThat(spec(name).name()).isEqualTo(name));
    }

    @Test
    void helpIsTheSameWhetherCommandsAreLoadedOrNot() {
        CommandLine loaded = new CommandLine(new Weir());
        SUMMARIES.keySet().forEach(name -> loaded.addSubcommand(name, Subcommands.command(name)));

        assertThat(Weir.commandLine("--help").getUsageMessage()).isEqualTo(loaded.getUsageMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "--help status", "@words", "-V @words status"})
    void theCommandThatIsCalledUnderstandsItsOptions(String arguments) {
        CommandLine weir = Weir.commandLine(arguments.split(" "));

        assertThat(weir.getSubcommands().get("status").getCommandSpec().findOption("--sizes"))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "parse status", "statu", ""})
    void othersAreKnownByTheirNamesOnly(String arguments) {
        CommandLine weir = Weir.commandLine(arguments.split(" "));

        assertThat(weir.getSubcommands()).containsOnlyKeys(SUMMARIES.keySet());
        assertThat(weir.getSubcommands().get("status").getCommandSpec().options())
                .isEmpty();
    }

    @Test
    void helpOfQueriesNamesAllViews() {
        List<String> views = Answers.CATALOGUE.names();

        assertThat(SUMMARIES.get("query"))
                .contains("over the views " + String.join(", ", views.subList(0, views.size() - 1)) + " and "
                        + views.get(views.size() - 1) + ";");
    }

    @Test
    void viewsAreListedWithTheirColumnsAndWhatTheyMean() {
        assertThat(Cli.run("views").out().lines())
                .extracting(line -> line.split(" ", -1)[0])
                .isEqualTo(Answers.CATALOGUE.names());
        assertThat(Cli.run("views", "traffic").out())
                .contains("Rows: at most one a minute and site (1000 and the rest). Filter on day.")
                .containsPattern("duration_p50_us +BIGINT +Median of a duration, within 1 %; may be null");
        JsonNode column = Cli.run("views", "traffic", "--json")
                .json()
                .get(0)
                .get("columns")
                .get(4);
        assertThat(column.get("column").asText()).isEqualTo("bytes");
        assertThat(column.get("unit").asText()).isEqualTo("bytes");
        Cli unknown = Cli.run("views", "trafic");
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err()).contains("Unknown view: trafic, expected one of ai, audiences, bots");
    }

    @Test
    void whatACommandRefusesIsToldWithoutWhatWouldSteerATerminal() {
        Cli refused = Cli.run("views", "\u001b[2Jtraffic");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("Unknown view: \\u001b[2Jtraffic").doesNotContain("\u001b");
    }

    @Test
    void aWordThatIsNoCommandIsToldWithThoseThatAreLikeIt() {
        Cli cli = Cli.run("statu");

        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.err()).contains("Unmatched argument", "'statu'", "status");
    }

    private static CommandSpec spec(String name) {
        return CommandSpec.forAnnotatedObject(Subcommands.command(name));
    }

    private static String text(Map<String, String> summaries) {
        return summaries.entrySet().stream()
                .map(summary -> summary.getKey() + "\t" + summary.getValue())
                .collect(Collectors.joining("\n"));
    }
}
