package dev.weir.model;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Values as Spark holds them, made once for objects that come again and again. For one thread; it keeps some thousands.
 *
 * @param <T> is known by its identity alone
 */
final class SparkValues<T> {
    private static final int MOST = 1 << 14;
    private static final Map<Enum<?>, UTF8String> CONSTANTS = new ConcurrentHashMap<>();

    private final Function<T, List<Object>> make;
    private final IdentityHashMap<T, List<Object>> made = new IdentityHashMap<>();

    SparkValues(Function<T, List<Object>> make) {
        this.make = make;
    }

    /** The values of an object, which must not be changed. */
    List<Object> of(T object) {
        List<Object> values = made.get(object);
        if (values == null) {
            if (made.size() == MOST) {
                made.clear();
            }
            values = make.apply(object);
            made.put(object, values);
        }
        return values;
    }

    /** A constant's name in lower case. */
    static UTF8String of(Enum<?> constant) {
        return CONSTANTS.computeIfAbsent(
                constant, one -> UTF8String.fromString(one.name().toLowerCase(Locale.ROOT)));
    }
}
