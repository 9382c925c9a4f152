package dev.weir.model;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchFunctionException;
import org.apache.spark.sql.catalyst.analysis.NoSuchNamespaceException;
import org.apache.spark.sql.connector.catalog.FunctionCatalog;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The model's functions as a Spark catalogue named {@value #CATALOG}. Each is a {@link ScalarFunction} with a static
 * {@code invoke} on Spark's own values, so that generated code calls it without converting rows.
 */
public final class ModelFunctions implements FunctionCatalog {
    /** The catalogue's name: {@code weir.parse_line(…)}. */
    public static final String CATALOG = "weir";

    private static final List<ScalarFunction<?>> FUNCTIONS =
            List.of(new ParseLine(), new EventId(), new EnrichLine(), new RedactLine());

    private final Map<String, ScalarFunction<?>> byName = new TreeMap<>();
    private String name = CATALOG;

    public ModelFunctions() {
        FUNCTIONS.forEach(function -> byName.put(function.name(), function));
    }

    /** Makes the functions known to a session. */
    public static void register(SparkSession spark) {
        spark.conf().set("spark.sql.catalog." + CATALOG, ModelFunctions.class.getName());
    }

    @Override
    public void initialize(String name, CaseInsensitiveStringMap options) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Identifier[] listFunctions(String[] namespace) throws NoSuchNamespaceException {
        if (namespace.length > 0) {
            throw new NoSuchNamespaceException(namespace);
        }
        return byName.keySet().stream()
                .map(function -> Identifier.of(new String[0], function))
                .toArray(Identifier[]::new);
    }

    @Override
    public UnboundFunction loadFunction(Identifier identifier) throws NoSuchFunctionException {
        ScalarFunction<?> function = byName.get(identifier.name());
        if (function == null || identifier.namespace().length > 0) {
            throw new NoSuchFunctionException(identifier);
        }
        return new Unbound(function);
    }

    /** A function with one signature binds to itself; Spark casts the arguments. */
    private record Unbound(ScalarFunction<?> function) implements UnboundFunction {
        @Override
        public BoundFunction bind(StructType arguments) {
            if (arguments.length() != function.inputTypes().length) {
                throw new UnsupportedOperationException(
                        function.name() + " takes " + function.inputTypes().length + " arguments");
            }
            return function;
        }

        @Override
        public String description() {
            return function.name();
        }

        @Override
        public String name() {
            return function.name();
        }
    }
}
