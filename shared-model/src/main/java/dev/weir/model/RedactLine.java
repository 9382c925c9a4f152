package dev.weir.model;

import dev.weir.privacy.PrivacySettings;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** {@code redact(line)}: a line that no format could read, as it is kept beside the archive. */
public final class RedactLine implements ScalarFunction<byte[]> {
    private static final ThreadLocal<Protection> PROTECTION =
            ThreadLocal.withInitial(() -> new Protection(PrivacySettings.DEFAULT));

    /** Called by generated code; null stays null. */
    public static byte[] invoke(byte[] line) {
        if (line == null) {
            return null;
        }
        Protection protection = PROTECTION.get();
        protection.begin();
        return protection.line(line);
    }

    @Override
    public DataType[] inputTypes() {
        return new DataType[] {DataTypes.BinaryType};
    }

    @Override
    public DataType resultType() {
        return DataTypes.BinaryType;
    }

    @Override
    public String name() {
        return "redact";
    }
}
