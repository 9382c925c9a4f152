package dev.weir.place;

import java.util.List;
import java.util.Map;

/**
 * What a record of a database of cities says, in either schema: nested, as
 * <a href="https://dev.maxmind.com/geoip/docs/databases/city-and-country/">MaxMind's and DB-IP's own</a>
 * ({@code city.names.en}), or flat, as
 * <a href="https://github.com/sapics/ip-location-db/tree/main/dbip-city">ip-location-db's</a> ({@code city}). A field of
 * another type than these have is unknown.
 */
final class CityFields {
    private static final double STEPS_PER_DEGREE = 10_000;

    private CityFields() {}

    /** Whether a record has what only a database of cities has. */
    static boolean isCity(Object data) {
        return data instanceof Map<?, ?> fields
                && (fields.containsKey("city")
                        || fields.containsKey("location")
                        || fields.containsKey("latitude")
                        || fields.containsKey("subdivisions"));
    }

    static City of(Object data) {
        if (!(data instanceof Map<?, ?> fields)) {
            return City.UNKNOWN;
        }
        Object country = fields.get("country_code");
        Double latitude = degrees(field("latitude", fields, fields.get("location")), 90);
        Double longitude = degrees(field("longitude", fields, fields.get("location")), 180);
        boolean located = latitude != null && longitude != null;
        return new City(
                code(country == null ? in(fields.get("country"), "iso_code") : country),
                name(fields.get("state1") == null ? first(fields.get("subdivisions")) : fields.get("state1")),
                name(fields.get("city")),
                located ? latitude : null,
                located ? longitude : null);
    }

    private static Object field(String key, Map<?, ?> flat, Object nested) {
        Object value = flat.get(key);
        return value == null ? in(nested, key) : value;
    }

    private static Object in(Object map, String key) {
        return map instanceof Map<?, ?> fields ? fields.get(key) : null;
    }

    private static Object first(Object list) {
        return list instanceof List<?> items && !items.isEmpty() ? items.get(0) : null;
    }

    private static String name(Object name) {
        return name instanceof String text ? text : in(in(name, "names"), "en") instanceof String text ? text : "";
    }

    private static String code(Object code) {
        return code instanceof String text && IpPlace.isCountry(text) ? text : "";
    }

    private static Double degrees(Object number, int most) {
        if (!(number instanceof Number value)) {
            return null;
        }
        // What was written as 37.422 is stored as 37.422000885009766 where the database has floats.
        double degrees = Math.rint(value.doubleValue() * STEPS_PER_DEGREE) / STEPS_PER_DEGREE;
        return Math.abs(degrees) <= most ? degrees : null;
    }
}
