package dev.weir.generator;

import dev.weir.generator.Place.Kind;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** All that the sites offer, made once: each place knows the template of the route it stands for. */
final class Catalog {
    static final Place HOME = Place.fixed(Kind.PAGE, "/");
    static final Place ROBOTS = Place.fixed(Kind.ASSET, "/robots.txt");
    static final Place SITEMAP = Place.fixed(Kind.ASSET, "/sitemap.xml");
    static final Place HEALTH = Place.fixed(Kind.API, "/healthz");
    static final Place SEARCH = Place.fixed(Kind.SEARCH, "/search");
    static final Place CART = Place.fixed(Kind.PAGE, "/cart");
    static final Place CHECKOUT = Place.fixed(Kind.CHECKOUT, "/checkout");
    static final Place LOGIN = Place.fixed(Kind.API, "/v1/login");
    static final Place ORDERS = Place.fixed(Kind.API, "/v1/orders");
    static final Place CART_ITEMS = Place.fixed(Kind.API, "/api/v1/cart/items");
    static final Place NOTIFICATIONS = Place.fixed(Kind.API, "/ws/notifications");
    static final Place[] PAGES = fixedPages(
            "/about",
            "/pricing",
            "/blog",
            "/contact",
            "/docs/getting-started",
            "/docs/reference/configuration",
            "/legal/privacy");

    static final String[] SEARCH_WORDS = {
        "kettle", "running+shoes", "usb-c+cable", "desk%20lamp", "caf%C3%A9+filter", "tent", "backpack", "socks"
    };

    private static final LocalDate FIRST_POST = LocalDate.of(2024, 1, 9);
    private static final String[] SUBJECTS = {"pipelines", "kettles", "tents", "rivers", "weirs", "maps", "sensors"};
    private static final String[] TITLES = {
        "a-guide-to-", "why-we-love-", "ten-facts-about-", "the-history-of-", "choosing-"
    };

    final Place[] products;
    final Place[] productPhotos;
    final Place[] categories;
    final Place[] posts;
    final Place[] archive;
    final Place[] profiles;
    final Place[] downloads;
    final Place[] orders;
    final Place[] devices;
    final Place[] recommendations;
    private final List<Place[]> assets;

    Catalog(Chance chance) {
        products = places(2000, i -> Place.of(Kind.PAGE, "/products/" + (1000 + 7 * i), "/products/{id}"));
        productPhotos = places(
                2000,
                i -> Place.of(
                        Kind.ASSET,
                        "/images/products/" + (1000 + 7 * i) + "/large.jpg",
                        "/images/products/{id}/large.jpg"));
        categories = places(
                24, i -> Place.of(Kind.PAGE, "/categories/" + (i + 1) + "/products", "/categories/{id}/products"));
        posts = places(300, i -> post(chance, i));
        archive = places(60, i -> Place.of(Kind.PAGE, "/archive/" + FIRST_POST.plusDays(17L * i), "/archive/{date}"));
        profiles = places(500, i -> Place.of(Kind.PAGE, "/users/" + chance.uuid(), "/users/{uuid}"));
        downloads = places(
                40,
                i -> Place.of(
                        Kind.ASSET,
                        "/downloads/" + chance.hash(40) + "/handbook.pdf",
                        "/downloads/{hash}/handbook.pdf"));
        orders = places(3000, i -> Place.of(Kind.API, "/v1/orders/" + chance.uuid(), "/v1/orders/{uuid}"));
        devices = places(
                1000,
                i -> Place.of(
                        Kind.API, "/v1/users/" + chance.uuid() + "/devices/" + i, "/v1/users/{uuid}/devices/{id}"));
        recommendations = places(
                500,
                i -> Place.of(Kind.API, "/api/v1/recommendations/" + (1000 + 7 * i), "/api/v1/recommendations/{id}"));
        assets = IntStream.range(0, Site.values().length)
                .mapToObj(site -> deployedAssets(chance))
                .toList();
    }

    /** What a page of the site loads. */
    Place[] assets(Site site) {
        return assets.get(site.index());
    }

    private static Place post(Chance chance, int index) {
        String date = FIRST_POST.plusDays(3L * index).format(DateTimeFormatter.ofPattern("yyyy/MM/dd"));
        String slug = chance.pick(TITLES) + chance.pick(SUBJECTS);
        return Place.of(Kind.PAGE, "/blog/" + date + "/" + slug, "/blog/{date}/" + slug);
    }

    /** Content hashes differ from deployment to deployment; the last one is still asked for by cached pages. */
    private static Place[] deployedAssets(Chance chance) {
        List<Place> assets = new ArrayList<>();
        for (int deployment = 0; deployment < 2; deployment++) {
            assets.add(hashed("/assets/app.", chance.hash(8), ".css"));
            assets.add(hashed("/assets/vendor-", chance.hash(20), ".js"));
            assets.add(hashed("/assets/main.", chance.hash(8), ".chunk.js"));
            assets.add(hashed("/static/media/hero.", chance.hash(16), ".webp"));
        }
        assets.add(Place.fixed(Kind.ASSET, "/static/logo.svg"));
        assets.add(Place.fixed(Kind.ASSET, "/favicon.ico"));
        return assets.toArray(Place[]::new);
    }

    private static Place hashed(String head, String hash, String tail) {
        return Place.of(Kind.ASSET, head + hash + tail, head + "{hash}" + tail);
    }

    private static Place[] fixedPages(String... paths) {
        return places(paths.length, i -> Place.fixed(Kind.PAGE, paths[i]));
    }

    private static Place[] places(int count, IntFunction<Place> make) {
        return IntStream.range(0, count).mapToObj(make).toArray(Place[]::new);
    }
}
