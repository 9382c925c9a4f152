package dev.weir.source.files;

/**
 * What was found at a path when last looked at: an unchanged file need not be opened again.
 *
 * @param identity the content's; null where nothing was taken from it yet
 * @param open true where something is left to read though the file does not change: a line without end, or more than
 *     one trigger takes
 */
record Sighting(String path, long length, long modified, FileIdentity identity, boolean compressed, boolean open) {
    static Sighting of(ListedFile file, FileIdentity identity, boolean compressed, boolean open) {
        return new Sighting(file.path(), file.length(), file.modified(), identity, compressed, open);
    }

    boolean unchanged(ListedFile file) {
        return length == file.length() && modified == file.modified();
    }
}
