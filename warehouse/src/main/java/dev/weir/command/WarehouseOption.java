package dev.weir.command;

import dev.weir.warehouse.Warehouse;
import picocli.CommandLine.Option;

/** The option that every command on a warehouse has. */
public final class WarehouseOption {
    @Option(
            names = "--warehouse",
            defaultValue = "${WEIR_WAREHOUSE:-.weir/warehouse}",
            paramLabel = "DIR",
            description = "The warehouse's directory. Default: $WEIR_WAREHOUSE, else .weir/warehouse.")
    private String directory;

    /** Opens a warehouse that exists. */
    public Warehouse open() {
        return Warehouse.open(directory);
    }

    /** Opens a warehouse of this or an older format, whose ledger can be read. */
    public Warehouse openAny() {
        return Warehouse.openAny(directory);
    }

    /** Opens a warehouse, made where it is missing. */
    public Warehouse openOrCreate() {
        return Warehouse.openOrCreate(directory);
    }
}
