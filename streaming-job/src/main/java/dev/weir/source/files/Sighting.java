package dev.weir.source.files;

/**
 * What was found at a path when last looked at: an unchanged file need not be opened again.
 *
 * @param identity the content's; null where nothing was taken from it yet
 * @param open true where something is left to read though the file does not change: a line without end, or more than
 *     one trigger takes
 * @param inode null where the file system has none, and in logs of older versions
 * @param refused the ratio under which it was not read through, see {@link Inflation}; null if it was
 */
record Sighting(
        String path,
        long length,
        long modified,
        FileIdentity identity,
        boolean compressed,
        boolean open,
        Inode inode,
        Long refused) {
    static Sighting of(ListedFile file, FileIdentity identity, boolean compressed, boolean open) {
        return new Sighting(
                file.path(),
                file.length(),
                file.modified(),
                identity,
                compressed,
                open,
                file.inode().orElse(null),
                null);
    }

    /** A file that was not read through. */
    static Sighting refused(ListedFile file, Inflation inflation) {
        return new Sighting(
                file.path(),
                file.length(),
                file.modified(),
                null,
                true,
                false,
                file.inode().orElse(null),
                inflation.ratio());
    }

    /** Whether it was refused and is allowed now. */
    boolean mayBeReadWith(Inflation inflation) {
        return refused != null && inflation.ratio() > refused;
    }

    /** Whether the file at the path is still the same, and as it was. */
    boolean unchanged(ListedFile file) {
        return unwritten(file)
                && (inode == null
                        || file.inode().isEmpty()
                        || inode.equals(file.inode().get()));
    }

    /** Whether the file at the path may be the same: it is not, where it has another inode. */
    boolean maybe(ListedFile file) {
        return inode == null
                || file.inode().isEmpty()
                || inode.file().equals(file.inode().get().file());
    }

    /** Whether nothing was written to it, as far as its length and time say, whatever it is called now. */
    boolean unwritten(ListedFile file) {
        return length == file.length() && modified == file.modified();
    }
}
