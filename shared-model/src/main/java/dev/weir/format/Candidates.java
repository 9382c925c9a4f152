package dev.weir.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The templates that a matcher tries, in order. Immutable: compiled once for all parsers, for how much each has in common with
 * all before it takes longer to find out than a short file takes to read.
 */
final class Candidates {
    final CompiledTemplate[] all;
    /** How many come first that are tried on any line; the others only on a line that has a time where they have it. */
    final int usual;
    /** The most fields that one has. */
    final int mostFields;

    private Candidates(CompiledTemplate[] all, int usual, int mostFields) {
        this.all = all;
        this.usual = usual;
        this.mostFields = mostFields;
    }

    /** A template under the name of its format. */
    record Named(String name, Template template) {}

    static Candidates of(List<Named> templates) {
        return of(templates, List.of());
    }

    /** All templates of some formats, in their order, each as it is made to be read here. */
    static Candidates of(List<LogFormat> formats, UnaryOperator<Template> made) {
        List<Named> templates = new ArrayList<>();
        List<Named> rims = new ArrayList<>();
        for (LogFormat format : formats) {
            Shape.Text text = (Shape.Text) format.shape();
            text.templates().forEach(one -> templates.add(new Named(format.name(), made.apply(one))));
            text.rims().forEach(one -> rims.add(new Named(format.name(), made.apply(one))));
        }
        return of(templates, rims);
    }

    /** @param rims how some write the same, tried where none of the templates fits */
    static Candidates of(List<Named> usual, List<Named> rims) {
        // Those that begin alike stand together, so that what fails one is not asked of all.
        List<Named> templates = Stream.concat(
                        usual.stream(),
                        rims.stream()
                                .sorted(Comparator.comparing(
                                        rim -> -rim.template().firstBare())))
                .toList();
        Beginnings beginnings = new Beginnings(templates);
        CompiledTemplate[] all = new CompiledTemplate[templates.size()];
        int most = 0;
        for (int i = 0; i < all.length; i++) {
            Template template = templates.get(i).template();
            int[] shared = new int[i];
            for (int j = 0; j < i; j++) {
                shared[j] = beginnings.shared(i, j);
            }
            all[i] = new CompiledTemplate(templates.get(i).name(), template, beginnings.lastQuoted[i], shared);
            most = Math.max(most, template.tokens().size());
        }
        return new Candidates(all, usual.size(), most);
    }

    /** How templates begin, as numbers: equal ones stand for what is equal. */
    private static final class Beginnings {
        /** Of each template its literals and tokens in turns. */
        private final int[][] parts;

        private final int[] required;
        private final int[] lastQuoted;

        Beginnings(List<Named> templates) {
            Map<Object, Integer> numbers = new HashMap<>();
            parts = new int[templates.size()][];
            required = new int[templates.size()];
            lastQuoted = new int[templates.size()];
            for (int i = 0; i < parts.length; i++) {
                Template template = templates.get(i).template();
                required[i] = template.required();
                lastQuoted[i] = template.lastQuoted();
                int fields = template.tokens().size();
                parts[i] = new int[2 * fields + 1];
                for (int k = 0; k <= fields; k++) {
                    parts[i][2 * k] = number(template.literals().get(k), numbers);
                    if (k < fields) {
                        parts[i][2 * k + 1] = number(template.tokens().get(k), numbers);
                    }
                }
            }
        }

        private static int number(Object part, Map<Object, Integer> numbers) {
            return numbers.computeIfAbsent(part, absent -> numbers.size());
        }

        /** How many fields two templates begin with, including the literals around them, so that what fits one fits the other. */
        int shared(int one, int other) {
            int[] a = parts[one];
            int[] b = parts[other];
            if (a[0] != b[0]) {
                return 0;
            }
            int most = Math.min(a.length, b.length) / 2;
            int shared = 0;
            while (shared < most
                    && a[2 * shared + 1] == b[2 * shared + 1]
                    && a[2 * shared + 2] == b[2 * shared + 2]
                    && Math.min(required[one], shared) == Math.min(required[other], shared)) {
                shared++;
            }
            // The scan of a field peeks at the next one; where a text ends depends on whether it is the last in quotes.
            int alike = shared == most || shared == 0 ? shared : shared - 1;
            return lastQuoted[one] == lastQuoted[other]
                    ? alike
                    : Math.min(alike, firstOf(lastQuoted[one], lastQuoted[other]));
        }
    }

    private static int firstOf(int one, int other) {
        return one < 0 ? other : other < 0 ? one : Math.min(one, other);
    }
}
