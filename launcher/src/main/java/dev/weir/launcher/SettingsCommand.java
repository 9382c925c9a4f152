package dev.weir.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.command.WarehouseOption;
import dev.weir.format.LogFormat;
import dev.weir.format.TrustedProxies;
import dev.weir.ledger.SettingsChange;
import dev.weir.model.ModelSettings;
import dev.weir.warehouse.WallClock;
import dev.weir.warehouse.Warehouse;
import java.util.List;
import java.util.Map;
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

    @Option(
            names = "--pin",
            paramLabel = "SOURCE=FORMAT",
            description =
                    "Pin a source's format: a source, or its beginning and *, and a name of `weir formats`, a log_format"
                            + " string or auto.")
    private Map<String, String> pins = Map.of();

    @Option(names = "--zone", paramLabel = "ZONE", description = "The zone that goes with --pin. Default: UTC.")
    private Optional<String> zone;

    @Option(
            names = "--trust",
            paramLabel = "CIDR",
            description =
                    "Networks of proxies whose X-Forwarded-For is believed, all of them. Default: loopback, private,"
                            + " link-local and unique local addresses.")
    private List<String> trusted = List.of();

    @Override
    public Integer call() throws JsonProcessingException {
        pins.values().forEach(LogFormat::parse);
        TrustedProxies.of(trusted);
        Warehouse warehouse = warehouseOption.openOrCreate();
        ModelSettings before = warehouse.ledger().read().settings();
        ModelSettings settings = trusted.isEmpty() ? before : new ModelSettings(before.pins(), trusted);
        for (Map.Entry<String, String> pin : pins.entrySet()) {
            settings = settings.withPin(new ModelSettings.Pin(pin.getKey(), pin.getValue(), zone.orElse("UTC")));
        }
        if (!settings.equals(before)) {
            warehouse.ledger().append(new SettingsChange(WallClock.ofProcess().instant(), settings));
        }
        System.out.println(new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(settings));
        return 0;
    }
}
