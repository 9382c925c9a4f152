package dev.weir.model;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * {@code referer_site(referer)}: the host of a referring URL, lower case, without port; {@code -} where there is none
 * (<a href="https://www.rfc-editor.org/rfc/rfc3986#section-3.2">RFC 3986, authority</a>).
 */
public final class RefererSite implements ScalarFunction<UTF8String> {
    private static final UTF8String NONE = UTF8String.fromString("-");
    private static final int LONGEST_HOST = 253;

    /** Called by generated code. */
    public static UTF8String invoke(UTF8String referer) {
        if (referer == null) {
            return NONE;
        }
        byte[] url = referer.getBytes();
        int from = afterScheme(url);
        if (from < 0) {
            return NONE;
        }
        int to = from;
        while (to < url.length && url[to] != '/' && url[to] != '?' && url[to] != '#') {
            if (url[to] == '@') {
                from = to + 1;
            }
            to++;
        }
        int end = withoutPort(url, from, to);
        if (end == from || end - from > LONGEST_HOST) {
            return NONE;
        }
        for (int i = from; i < end; i++) {
            if (url[i] >= 0 && url[i] <= ' ' || url[i] == 0x7f) {
                return NONE;
            }
        }
        return UTF8String.fromString(
                new String(url, from, end - from, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT));
    }

    /** Where the authority begins, or -1. */
    private static int afterScheme(byte[] url) {
        int i = 0;
        while (i < url.length && (Character.isLetterOrDigit(url[i]) || url[i] == '+' || url[i] == '-')) {
            i++;
        }
        boolean authority = i + 2 < url.length && url[i] == ':' && url[i + 1] == '/' && url[i + 2] == '/';
        return authority && i > 0 ? i + 3 : -1;
    }

    private static int withoutPort(byte[] url, int from, int to) {
        for (int i = to - 1; i >= from; i--) {
            if (url[i] == ':') {
                return i;
            }
            if (url[i] < '0' || url[i] > '9') {
                return to;
            }
        }
        return to;
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
