package dev.weir.generator;

/** Writes requests as lines of one format, without line break. */
interface LineWriter {
    void write(Request request, LineBuffer line);
}
