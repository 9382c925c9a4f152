package dev.weir.benchmarks;

import io.delta.tables.DeltaTable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.package$;

/** The versions of what Weir runs on. */
final class Versions {
    private Versions() {}

    static Map<String, String> found() {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("Spark", package$.MODULE$.SPARK_VERSION());
        versions.put("Delta", DeltaTable.class.getPackage().getImplementationVersion());
        return versions;
    }
}
