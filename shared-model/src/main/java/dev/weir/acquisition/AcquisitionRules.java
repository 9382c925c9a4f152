package dev.weir.acquisition;

import dev.weir.text.RuleFile;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rules as they are written: text files of words parted by blanks, a rule a line, {@code #} before a remark. */
final class AcquisitionRules {
    private final Map<String, RuleFile> files = new TreeMap<>();

    /** Reads the resources beside this class. */
    AcquisitionRules(List<String> names) {
        names.forEach(name -> files.put(name, RuleFile.beside(AcquisitionRules.class, name)));
    }

    /** The words of each line of a file that has any. */
    List<List<String>> of(String name) {
        return files.get(name).lines().stream()
                .map(line -> line.indexOf('#') < 0 ? line : line.substring(0, line.indexOf('#')))
                .map(RuleFile::words)
                .filter(rule -> !rule.isEmpty())
                .toList();
    }

    /** SHA-256 of all files and their names, hexadecimal. */
    String digest() {
        return RuleFile.digest(files.values());
    }
}
