package dev.weir.generator;

/**
 * What a request names as the page it came from.
 *
 * @param url as sent; null where the request names none
 * @param host its host, lower case, without port; {@code -} where it has none
 */
record Referrer(String url, String host) {
    static final Referrer NONE = new Referrer(null, "-");
}
