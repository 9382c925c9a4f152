package dev.weir.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.command.WarehouseOption;
import dev.weir.format.TrustedProxies;
import dev.weir.model.ModelSettings;
import dev.weir.warehouse.Warehouse;
import java.time.Clock;
import java.util.List;
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

    @Override
    public Integer call() throws JsonProcessingException {
        List<ModelSettings.Pin> pins = pinOptions.pins();
        TrustedProxies.of(trusted);
        Warehouse warehouse = warehouseOption.openOrCreate();
        ModelSettings settings = warehouse
                .ledger()
                .change(
                        before ->
                                (trusted.isEmpty() ? before : new ModelSettings(before.pins(), trusted)).withPins(pins),
                        Clock.systemUTC());
        System.out.println(new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(settings));
        return 0;
    }
}
