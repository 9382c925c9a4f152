package dev.weir.generator;

/** A web site that is served. */
enum Site {
    WWW("www.example.com", "web", 0),
    SHOP("shop.example.com", "shop", 1),
    API("api.example.org", "api", 2);

    /** How the truth names the site where the line carries no host. */
    static final String UNKNOWN = "-";

    private final String host;
    private final String service;
    private final int index;
    private final String origin;

    Site(String host, String service, int index) {
        this.host = host;
        this.service = service;
        this.index = index;
        this.origin = "https://" + host;
    }

    String host() {
        return host;
    }

    /** The name of the service behind the site. */
    String service() {
        return service;
    }

    /** The site's place among all sites. */
    int index() {
        return index;
    }

    String origin() {
        return origin;
    }
}
