package dev.weir.acquisition;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A line of {@code cases.txt}: a request, and what is to come of it. */
record AcquisitionCase(String line, List<String> columns, Map<String, String> expected) {
    static AcquisitionCase of(String line) {
        List<String> columns =
                Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
        if (columns.size() < 7 || columns.size() > 8) {
            throw new IllegalArgumentException("Invalid case: " + line);
        }
        Map<String, String> expected = new TreeMap<>();
        expected.put("source", text(columns.get(3)));
        expected.put("medium", text(columns.get(4)));
        expected.put("channel", columns.get(5));
        expected.put("campaign", text(columns.get(6)));
        if (columns.size() == 8) {
            others(columns.get(7), expected);
        }
        return new AcquisitionCase(line, columns, expected);
    }

    byte[] site() {
        return bytes(columns.get(0));
    }

    byte[] query() {
        return bytes(columns.get(1));
    }

    byte[] referer() {
        return bytes(columns.get(2));
    }

    private static void others(String column, Map<String, String> expected) {
        String key = "";
        for (String word : column.split(" ", -1)) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                key = word.substring(0, equals);
                expected.put(key, text(word.substring(equals + 1)));
            } else if (word.equals("spam") || word.equals("internal")) {
                expected.put(word, "true");
            } else {
                expected.merge(key, text(word), (a, b) -> a + " " + b);
            }
        }
    }

    /** What a line says of an answer; empty texts and false are left out but for the columns that each line has. */
    static Map<String, String> said(Acquisition answer) {
        Map<String, String> said = new TreeMap<>();
        said.put("source", answer.source());
        said.put("medium", answer.medium());
        said.put("channel", answer.channel().displayName());
        said.put("campaign", answer.campaign());
        said.put("term", answer.term());
        said.put("content", answer.content());
        said.put("click", answer.clickId());
        said.put("search", answer.searchTerms());
        said.put("spam", answer.spam() ? "true" : "");
        said.put("internal", answer.internal() ? "true" : "");
        List.of("term", "content", "click", "search", "spam", "internal").forEach(key -> said.remove(key, ""));
        return said;
    }

    private static String text(String column) {
        return new String(unescaped(column), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String column) {
        return column.isEmpty() ? null : unescaped(column);
    }

    private static byte[] unescaped(String column) {
        byte[] in = column.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[in.length];
        int length = 0;
        for (int i = 0; i < in.length; i++) {
            boolean escape = in[i] == '\\' && i + 3 < in.length && in[i + 1] == 'x';
            out[length++] =
                    escape ? (byte) Integer.parseInt(new String(in, i + 2, 2, StandardCharsets.US_ASCII), 16) : in[i];
            i += escape ? 3 : 0;
        }
        return Arrays.copyOf(out, length);
    }

    @Override
    public String toString() {
        return line;
    }
}
