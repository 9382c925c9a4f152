package dev.weir.place;

/**
 * Where a user's database says that an address is.
 *
 * @param country the country by ISO 3166-1 alpha-2; empty if unknown
 * @param region the first subdivision's English name, such as a state's; empty if unknown
 * @param city the city's English name; empty if unknown
 * @param latitude degrees north of the equator, WGS 84, of about the city's middle, to four decimals, which is ten metres;
 *     null if unknown
 * @param longitude degrees east of Greenwich; null if, and only if, the latitude is
 */
public record City(String country, String region, String city, Double latitude, Double longitude) {
    /** Of which nothing is known. */
    public static final City UNKNOWN = new City("", "", "", null, null);

    public City {
        if ((latitude == null) != (longitude == null)) {
            throw new IllegalArgumentException(
                    "Invalid place: " + latitude + ", " + longitude + ", must be two numbers or none");
        }
    }
}
