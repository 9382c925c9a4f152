package dev.weir.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CatalogTest {
    private final Catalog catalog = new Catalog(new Chance(new SplittableRandom(16)));

    @Test
    void templatesFollowFromPathsByThePublishedRules() {
        Stream<Place> places = Stream.of(
                        catalog.products,
                        catalog.productPhotos,
                        catalog.categories,
                        catalog.posts,
                        catalog.archive,
                        catalog.profiles,
                        catalog.downloads,
                        catalog.orders,
                        catalog.devices,
                        catalog.recommendations,
                        catalog.assets(Site.SHOP),
                        catalog.assets(Site.WWW),
                        Catalog.PAGES)
                .flatMap(Arrays::stream);

        assertThat(places)
                .allSatisfy(place -> assertThat(template(place.path())).isEqualTo(place.template()));
    }

    /** The rules once more, written down as patterns. */
    private static String template(String path) {
        String[] segments =
                path.replaceAll("/\\d{4}/\\d{2}/\\d{2}(?=/|$)", "/{date}").split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            segments[i] = segments[i]
                    .replaceAll("^\\d+$", "{id}")
                    .replaceAll("^\\d{4}-\\d{2}-\\d{2}$", "{date}")
                    .replaceAll("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", "{uuid}")
                    .replaceAll("^(?=.*\\d)[0-9a-f]{16,}$", "{hash}");
        }
        int last = segments.length - 1;
        segments[last] = segments[last].replaceAll("(?<=^|[.-])(?=[a-f]*\\d)[0-9a-f]{8,64}(?=[.-]|$)", "{hash}");
        return String.join("/", segments);
    }
}
