package dev.weir.serving.spark;

import java.util.List;
import java.util.Map;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** Spark's collections as Java's, and the way back, by that which Scala 2.12 and 2.13 share. */
@SuppressWarnings("deprecation") // in 2.13, whose own converters 2.12 has not
public final class ScalaCollections {
    private ScalaCollections() {}

    /** A view of a sequence. */
    public static <T> List<T> list(Seq<T> seq) {
        return JavaConverters.seqAsJavaList(seq);
    }

    /** A view of a map. */
    public static <K, V> Map<K, V> map(scala.collection.Map<K, V> map) {
        return JavaConverters.mapAsJavaMap(map);
    }

    /** A copy; a list, for it is what both call a {@code Seq}. */
    public static <T> scala.collection.immutable.List<T> seq(List<T> list) {
        return JavaConverters.asScalaBuffer(list).toList();
    }
}
