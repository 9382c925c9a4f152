package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

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
