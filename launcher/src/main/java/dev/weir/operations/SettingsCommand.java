package dev.weir.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.command.WarehouseOption;
import dev.weir.format.TrustedProxies;
import dev.weir.model.EventTimes;
import dev.weir.model.ModelSettings;
import dev.weir.warehouse.WallClock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weir settings}: what the model is told about the sources. */
@Command(
        name = "settings",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Shows, as one JSON document, or changes what the model is told about the sources. Lines that were"
                        + " parsed before keep their answers until `weir batch` or `weir dead-letters --replay`.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:shown or changed", "1:the warehouse failed, or a value is none", "2:wrong options"})
public final class SettingsCommand implements Callable<Integer> {
    @Mixin
    private WarehouseOption warehouseOption;

    @Mixin
    private PinOptions pinOptions;

    @Option(
            names = "--trust",
            paramLabel = "CIDR",
            description =
                    "Networks of proxies whose X-Forwarded-For is believed, all of them. Default: loopback, private,"
                            + " link-local and unique local addresses.")
    private List<String> trusted = List.of();

    @Option(
            names = "--days-ahead",
            paramLabel = "N|any",
            description = "An event that is further ahead of its record's arrival is a dead letter. Default: 2.")
    private Optional<String> daysAhead;

    @Option(
            names = "--days-behind",
            paramLabel = "N|any",
            description = "An event of a topic or subscription that is further behind its record's arrival is a dead"
                    + " letter. Default: any.")
    private Optional<String> daysBehind;

    @Override
    public Integer call() throws JsonProcessingException {
        List<ModelSettings.Pin> pins = pinOptions.pins();
        TrustedProxies.of(trusted);
        // Wrong ones are told before a warehouse is made.
        times(EventTimes.DEFAULT);
        ModelSettings settings = warehouseOption
                .openOrCreate()
                .ledger()
                .change(
                        before -> (trusted.isEmpty() ? before : before.withTrustedProxies(trusted))
                                .withTimes(times(before.times()))
                                .withPins(pins),
                        WallClock.ofProcess());
        System.out.println(new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(settings));
        return 0;
    }

    private EventTimes times(EventTimes before) {
        return new EventTimes(
                daysAhead.isPresent() ? days(daysAhead.get()) : before.daysAhead(),
                daysBehind.isPresent() ? days(daysBehind.get()) : before.daysBehind());
    }

    /** A number of days; null for any. */
    private static Integer days(String text) {
        try {
            return text.equals("any") ? null : Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Invalid days: " + text + ", must be a number or any", e);
        }
    }
}
