package dev.weir.launcher;

import dev.weir.serving.DescribingEngine;
import dev.weir.serving.Engine;
import dev.weir.serving.duckdb.DuckDbEngine;
import dev.weir.serving.spark.SparkEngine;
import dev.weir.warehouse.Sessions;
import dev.weir.warehouse.Tables;
import dev.weir.warehouse.Warehouse;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** What may answer queries over a warehouse. */
enum EngineName {
    /** Within a second, where the warehouse lies on a local disk. */
    DUCKDB {
        @Override
        Engine open(Warehouse warehouse) {
            Path tables = warehouse
                    .localDirectory()
                    .orElseThrow(() -> new IllegalArgumentException("Cannot open " + warehouse.location()
                            + " by DuckDB: it does not lie on a local disk; ask with --engine spark"))
                    .resolve("tables");
            return new DescribingEngine(
                    warehouse.catalogue(), new DuckDbEngine(warehouse.catalogue(), tables, DuckDbEngine.HALF));
        }
    },
    /** Wherever it lies. */
    SPARK {
        @Override
        Engine open(Warehouse warehouse) {
            SparkSession spark = Sessions.start("weir query");
            new Tables(spark, warehouse).create();
            return new DescribingEngine(warehouse.catalogue(), new SparkEngine(spark, warehouse));
        }
    };

    abstract Engine open(Warehouse warehouse);

    /** What suits a warehouse. */
    static EngineName of(Optional<EngineName> asked, Warehouse warehouse) {
        return asked.orElse(warehouse.localDirectory().isPresent() ? DUCKDB : SPARK);
    }
}
