package dev.weir.place;

/**
 * Where an address is on the Internet, as far as it is known.
 *
 * @param country the country by <a href="https://www.iso.org/iso-3166-country-codes.html">ISO 3166-1 alpha-2</a>, and
 *     {@code XK}, which that leaves to its users, for Kosovo; empty if unknown
 * @param asn the number of the autonomous system that announces it; 0 if unknown
 * @param organisation whose system that is; empty if unknown
 * @param kind what kind of network it is
 */
public record IpPlace(String country, long asn, String organisation, NetworkKind kind) {
    /** Of which nothing is known. */
    public static final IpPlace NOWHERE = new IpPlace("", 0, "", NetworkKind.UNKNOWN);

    public IpPlace {
        if (!country.isEmpty() && !isCountry(country)) {
            throw new IllegalArgumentException("Invalid country: " + country + ", must be two letters from A to Z");
        }
        if (asn < 0 || asn > 0xffff_ffffL) {
            throw new IllegalArgumentException("Invalid AS number: " + asn + ", must have 32 bits");
        }
    }

    static boolean isCountry(String code) {
        return code.length() == 2 && isLetter(code.charAt(0)) && isLetter(code.charAt(1));
    }

    private static boolean isLetter(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
