package dev.weir.generator;

/** Into which files the lines are cut, and which of those arrive twice. */
final class FilePlan {
    private static final int FEWEST = 10;
    private static final int MOST = 100;
    private static final int FIRST_COPIED = 3;
    private static final int SECOND_COPIED = 6;
    private static final int COMPRESSED = 1;

    private final int files;
    private final long regularLines;
    private final long firstCopiedLines;
    private final long secondCopiedLines;

    /**
     * @param uniqueLines about how many lines go into the files other than the copies
     * @param copiedLines how many lines the copied files have together, exactly
     */
    FilePlan(long uniqueLines, long copiedLines, int days) {
        this.files = Math.min(Math.max(FEWEST, 2 * days), MOST);
        this.firstCopiedLines = copiedLines / 2;
        this.secondCopiedLines = copiedLines - firstCopiedLines;
        int regular = copiedLines == 0 ? files : files - 2;
        this.regularLines = Math.max(1, (uniqueLines - copiedLines) / regular);
    }

    /** How many lines the n-th file has at most. */
    long lines(int file) {
        long copied = copiedLines(file);
        if (file >= files - 1) {
            // How many lines are late is not known exactly: the last file takes what is left.
            return Long.MAX_VALUE;
        }
        return copied == 0 ? regularLines : copied;
    }

    /** Whether the n-th file is delivered again. Such a file holds nothing but good lines. */
    boolean isCopied(int file) {
        return copiedLines(file) > 0;
    }

    String name(int file) {
        return String.format("logs/access-%03d.log%s", file, file == COMPRESSED ? ".gz" : "");
    }

    private long copiedLines(int file) {
        return switch (file) {
            case FIRST_COPIED -> firstCopiedLines;
            case SECOND_COPIED -> secondCopiedLines;
            default -> 0;
        };
    }
}
