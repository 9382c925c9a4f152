package dev.weir.format;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Names of months. Logs hold more than {@code Jan} to {@code Dec}: the CLDR data of newer JDKs spells {@code Sept}, and
 * some servers log in the machine's language.
 */
final class Months {
    private static final int LONGEST = 12;
    private static final Map<String, Integer> BY_NAME = new HashMap<>();

    static {
        String[] spellings = {
            "jan january januar janv janvier ene enero gen gennaio januari",
            "feb february februar f\u00e9v f\u00e9vr fevr f\u00e9vrier febr febrero febbraio fev februari",
            "mar march m\u00e4r m\u00e4rz mrz mars marzo mrt maart",
            "apr april avr avril abr abril aprile",
            "may mai mayo mag maggio mei",
            "jun june juni juin junio giu giugno",
            "jul july juli juil juillet julio lug luglio",
            "aug august ao\u00fb ao\u00fbt aout ago agosto augustus",
            "sep sept september septembre septiembre set settembre",
            "oct october okt oktober octobre octubre ott ottobre out",
            "nov november novembre noviembre",
            "dec december dez dezember d\u00e9c d\u00e9cembre dic diciembre dicembre"
        };
        for (int i = 0; i < spellings.length; i++) {
            for (String name : spellings[i].split(" ", -1)) {
                BY_NAME.put(name, i + 1);
            }
        }
    }

    private Months() {}

    /** The month 1 to 12 that the range names, in any case, a final dot allowed; 0 if none. */
    static int parse(byte[] bytes, int from, int to) {
        int end = to > from && bytes[to - 1] == '.' ? to - 1 : to;
        if (end - from < 3 || end - from > LONGEST) {
            return 0;
        }
        String name = new String(bytes, from, end - from, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
        return BY_NAME.getOrDefault(name, 0);
    }
}
