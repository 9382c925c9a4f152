package dev.weir.streaming;

/**
 * Where a server listens.
 *
 * @param port 0 for any that is free
 */
record HostAndPort(String host, int port) {
    private static final String LOCAL = "localhost";

    /**
     * Reads {@code HOST:PORT}, or a port of this machine that only this machine reaches.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static HostAndPort parse(String text) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        String host = colon < 0 ? LOCAL : text.substring(0, colon);
        if (host.isEmpty() || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
            throw new IllegalArgumentException(
                    "Invalid --metrics: " + text + ", must be PORT or HOST:PORT, such as 0.0.0.0:9095");
        }
        return new HostAndPort(host, Integer.parseInt(port));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
