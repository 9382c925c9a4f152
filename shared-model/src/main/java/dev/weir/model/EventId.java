package dev.weir.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * {@code event_id(request_id, partition, position, value)}: what makes two records the same event, as the first 16 bytes
 * of a SHA-256. With a request id it is the id and the line; the line is in it because clients may choose the id, and
 * could else hide requests behind one another. Without, it is the record's place in its source and the line.
 */
public final class EventId implements ScalarFunction<byte[]> {
    private static final int LENGTH = 16;
    private static final byte[] BY_REQUEST = {'r'};
    private static final byte[] BY_POSITION = {'p'};
    private static final byte[] END = {0};

    private static final ThreadLocal<MessageDigest> SHA256 = ThreadLocal.withInitial(() -> {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    });

    /** Called by generated code. */
    public static byte[] invoke(UTF8String requestId, UTF8String partition, long position, byte[] value) {
        MessageDigest sha = SHA256.get();
        if (requestId != null) {
            sha.update(BY_REQUEST);
            sha.update(requestId.getBytes());
        } else {
            sha.update(BY_POSITION);
            sha.update(partition.getBytes());
            sha.update(END);
            sha.update(Long.toString(position).getBytes(StandardCharsets.US_ASCII));
        }
        sha.update(END);
        return Arrays.copyOf(sha.digest(value), LENGTH);
    }

    @Override
    public DataType[] inputTypes() {
        return new DataType[] {DataTypes.StringType, DataTypes.StringType, DataTypes.LongType, DataTypes.BinaryType};
    }

    @Override
    public DataType resultType() {
        return DataTypes.BinaryType;
    }

    @Override
    public boolean isResultNullable() {
        return false;
    }

    @Override
    public String name() {
        return "event_id";
    }
}
