package dev.weir.benchmarks;

/** What Weir is measured against cannot be had on this machine. */
final class PeerMissingException extends Exception {
    PeerMissingException(String why) {
        super(why);
    }
}
