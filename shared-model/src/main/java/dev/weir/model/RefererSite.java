package dev.weir.model;

import dev.weir.acquisition.UrlHost;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/** {@code referer_site(referer)}: the {@link UrlHost} of a referring URL; {@code -} where there is none. */
public final class RefererSite implements ScalarFunction<UTF8String> {
    private static final UTF8String NONE = UTF8String.fromString("-");

    /** Called by generated code. */
    public static UTF8String invoke(UTF8String referer) {
        String host = referer == null ? null : UrlHost.of(referer.getBytes());
        return host == null ? NONE : UTF8String.fromString(host);
    }

    @Override
    public DataType[] inputTypes() {
        return new DataType[] {DataTypes.StringType};
    }

    @Override
    public DataType resultType() {
        return DataTypes.StringType;
    }

    @Override
    public boolean isResultNullable() {
        return false;
    }

    @Override
    public String name() {
        return "referer_site";
    }
}
