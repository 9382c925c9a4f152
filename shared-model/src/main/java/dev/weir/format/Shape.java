package dev.weir.format;

import java.util.List;
import java.util.stream.Stream;

/** How the lines of a format are built. */
sealed interface Shape {
    /**
     * Text.
     *
     * @param templates alternatives in order
     * @param rims how some write the same, tried where no alternative of any format fits
     */
    record Text(List<Template> templates, List<Template> rims) implements Shape {
        public Text {
            templates = List.copyOf(templates);
            rims = List.copyOf(rims);
        }

        static Text of(List<Template> templates) {
            return new Text(
                    templates,
                    templates.stream()
                            .flatMap(template -> template.bare().stream())
                            .toList());
        }

        /** All ways, in order; the last are those of which more follows than the format says. */
        List<Template> all() {
            Stream<Template> more =
                    templates.stream().filter(Template::isWhole).map(one -> one.followedBy(Kind.BALANCED));
            return Stream.of(templates.stream(), rims.stream(), more)
                    .flatMap(ways -> ways)
                    .toList();
        }
    }

    /**
     * JSON.
     *
     * @param formats alternatives in order
     * @param fallback the same as text, for servers that write JSON which is none; null if there is no such thing
     */
    record Json(List<JsonFormat> formats, Template fallback) implements Shape {
        public Json {
            formats = List.copyOf(formats);
        }

        /** The alternatives under the name of their format. */
        Stream<JsonMatcher.Named> named(String name) {
            return formats.stream().map(format -> new JsonMatcher.Named(name, format));
        }
    }

    /** W3C extended, by its header. */
    record W3c() implements Shape {}

    /** Columns in front of JSON. */
    record Console(JsonFormat format) implements Shape {}

    /** Whichever built-in fits. */
    record Auto() implements Shape {}
}
