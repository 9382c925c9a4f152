package dev.weir.query;

import dev.weir.serving.DescribingEngine;
import dev.weir.serving.Engine;
import dev.weir.serving.duckdb.DuckDbEngine;
import dev.weir.serving.spark.SparkEngine;
import dev.weir.warehouse.Sessions;
import dev.weir.warehouse.Tables;
import dev.weir.warehouse.Warehouse;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** What may answer queries over a warehouse. */
public enum EngineName {
    /** Within a second, where the warehouse lies on a local disk. */
    DUCKDB {
        @Override
        public Engine open(Warehouse warehouse) {
            return new DescribingEngine(warehouse.catalogue(), new DuckDbEngine(warehouse, DuckDbEngine.HALF));
        }
    },
    /** Wherever it lies. */
    SPARK {
        @Override
        public Engine open(Warehouse warehouse) {
            SparkSession spark = Sessions.start("weir query");
            new Tables(spark, warehouse).create();
            return new DescribingEngine(warehouse.catalogue(), new SparkEngine(spark, warehouse));
        }
    };

    /** Opens it. */
    public abstract Engine open(Warehouse warehouse);

    /** What suits a warehouse. */
    public static EngineName of(Optional<EngineName> asked, Warehouse warehouse) {
        return asked.orElse(warehouse.localDirectory().isPresent() ? DUCKDB : SPARK);
    }
}
