package dev.weir.serving.spark;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.catalyst.util.StringUtils;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * What Spark's functions with regular expressions give, by RE2: in time linear in the text, which strangers wrote; BigQuery has
 * the same syntax. Called by generated code.
 */
public enum Patterns {
    RE2;

    private static final int KEPT = 256;
    private static final ThreadLocal<Map<String, Pattern>> COMPILED = ThreadLocal.withInitial(HashMap::new);

    /** RLIKE. */
    public boolean find(UTF8String text, UTF8String regex) {
        return matcher(text, regex).find();
    }

    /** LIKE. */
    public boolean like(UTF8String text, UTF8String pattern, UTF8String escape) {
        return isLike(text, pattern, escape.toString().charAt(0));
    }

    /**
     * LIKE ALL and LIKE ANY, or NOT LIKE.
     *
     * @return null where what is unknown would decide
     */
    public Boolean likes(UTF8String text, ArrayData patterns, boolean all, boolean negated) {
        boolean unknown = false;
        for (int i = 0; i < patterns.numElements(); i++) {
            if (patterns.isNullAt(i)) {
                unknown = true;
            } else if ((isLike(text, patterns.getUTF8String(i), '\\') != negated) != all) {
                return !all;
            }
        }
        return unknown ? null : Boolean.valueOf(all);
    }

    private static boolean isLike(UTF8String text, UTF8String pattern, char escape) {
        return compiled(StringUtils.escapeLikeRegex(pattern.toString(), escape)).matches(text.toString());
    }

    /** REGEXP_EXTRACT: empty where nothing matches. */
    public UTF8String extract(UTF8String text, UTF8String regex, int group) {
        Matcher matcher = matcher(text, regex);
        return matcher.find() ? group(matcher, group) : UTF8String.EMPTY_UTF8;
    }

    /** REGEXP_EXTRACT_ALL, and by it REGEXP_COUNT. */
    public ArrayData extractAll(UTF8String text, UTF8String regex, int group) {
        Matcher matcher = matcher(text, regex);
        List<UTF8String> found = new ArrayList<>();
        while (matcher.find()) {
            found.add(group(matcher, group));
        }
        return new GenericArrayData(found.toArray());
    }

    private static UTF8String group(Matcher matcher, int group) {
        if (group < 0 || group > matcher.groupCount()) {
            throw new IllegalArgumentException("Invalid group: " + group + ", must be 0 to " + matcher.groupCount()
                    + " in " + matcher.pattern().pattern());
        }
        String found = matcher.group(group);
        return found == null ? UTF8String.EMPTY_UTF8 : UTF8String.fromString(found);
    }

    /** REGEXP_INSTR: from 1, or 0. */
    public int position(UTF8String text, UTF8String regex) {
        Matcher matcher = matcher(text, regex);
        return matcher.find() ? matcher.start() + 1 : 0;
    }

    /** REGEXP_REPLACE from a character on, counted from 1. */
    public UTF8String replace(UTF8String text, UTF8String regex, UTF8String replacement, int position) {
        String whole = text.toString();
        int from = position - 1;
        if (from > 0 && from >= whole.length()) {
            return text;
        }
        String replaced =
                compiled(regex.toString()).matcher(whole.substring(from)).replaceAll(replacement.toString());
        return UTF8String.fromString(whole.substring(0, from) + replaced);
    }

    /** SPLIT, as {@link String#split(String, int)} does; a limit of 0 is none. */
    public ArrayData split(UTF8String text, UTF8String regex, int limit) {
        if (regex.numBytes() == 0) {
            return new GenericArrayData(text.split(regex, limit));
        }
        String whole = text.toString();
        Matcher matcher = compiled(regex.toString()).matcher(whole);
        List<UTF8String> parts = new ArrayList<>();
        int from = 0;
        while ((limit <= 0 || parts.size() < limit - 1) && matcher.find()) {
            if (matcher.end() > 0) {
                parts.add(UTF8String.fromString(whole.substring(from, matcher.start())));
                from = matcher.end();
            }
        }
        parts.add(UTF8String.fromString(whole.substring(from)));
        return new GenericArrayData(parts.toArray());
    }

    private static Matcher matcher(UTF8String text, UTF8String regex) {
        return compiled(regex.toString()).matcher(text.toString());
    }

    private static Pattern compiled(String regex) {
        Map<String, Pattern> compiled = COMPILED.get();
        Pattern known = compiled.get(regex);
        if (known != null) {
            return known;
        }
        if (compiled.size() >= KEPT) {
            compiled.clear();
        }
        try {
            Pattern pattern = Pattern.compile(regex);
            compiled.put(regex, pattern);
            return pattern;
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "Invalid regular expression: " + regex + ": " + e.getDescription()
                            + "; the syntax is RE2's, without look-around and back-references",
                    e);
        }
    }
}
