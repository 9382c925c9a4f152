package dev.weir.generator;

/** The request methods that occur, and the column of the truth that counts each. */
enum Method {
    GET(0),
    HEAD(1),
    POST(2),
    PUT(3),
    DELETE(4),
    OPTIONS(5),
    PATCH(6),
    PROPFIND(Method.OTHER);

    /** Number of method columns in the truth. */
    static final int COLUMNS = 8;

    private static final int OTHER = COLUMNS - 1;

    private final int column;

    Method(int column) {
        this.column = column;
    }

    /** The column that counts the method; null, a request that is garbage, is "other". */
    static int column(Method method) {
        return method == null ? OTHER : method.column;
    }
}
