package dev.weir.format;

import dev.weir.format.Explanation.Parting;
import java.util.Arrays;
import java.util.Optional;

/**
 * Watches whether a format that somebody pasted fits any of the first lines: if it does not, no line is worth waiting for. Not
 * thread-safe.
 */
public final class FirstLines {
    /** So many lines are enough to say that a format fits none. */
    public static final int ENOUGH = 100;

    private final LogFormat format;
    private final ParserSettings settings;
    private long tried;
    private boolean fits;
    private long number;
    private byte[] first;
    private String header;

    /**
     * Says nothing of formats that were not pasted.
     *
     * @param settings what lines do not say
     */
    public FirstLines(LogFormat format, ParserSettings settings) {
        this.format = format;
        this.settings = settings;
        this.fits = !format.isPasted();
    }

    /**
     * A format that fits none of the first lines.
     *
     * @param format its name
     * @param tried how many lines
     * @param line the number of the first of them
     * @param parting where that one parts from the format
     */
    public record Misfit(String format, long tried, long line, Parting parting) {
        /** One line for people: what is wrong, and where. */
        public String message() {
            String lines = tried == 1 ? "The only line does not fit " : "None of the first " + tried + " lines fits ";
            return lines + format + ": line " + line + ", " + parting.message();
        }
    }

    /**
     * Takes a line that was parsed; blank ones and headers say nothing.
     *
     * @param fields the W3C {@code #Fields} in force; null if there are none
     * @param at the line's number
     * @return what to say now, once
     */
    public Optional<Misfit> add(byte[] line, int from, int to, String fields, long at, ParsedLine parsed) {
        if (fits || tried == ENOUGH || parsed.reason() == Reason.EMPTY_LINE || parsed.reason() == Reason.HEADER_LINE) {
            return Optional.empty();
        }
        fits = parsed.isEvent() || parsed.reason() == Reason.NO_REQUEST;
        if (!fits && tried == 0) {
            first = Arrays.copyOfRange(line, from, to);
            number = at;
            header = fields;
        }
        tried++;
        return tried == ENOUGH ? misfit() : Optional.empty();
    }

    /** What to say when there are no more lines. */
    public Optional<Misfit> end() {
        return tried == ENOUGH ? Optional.empty() : misfit();
    }

    /** Whether lines were tried of which none fits. */
    public boolean isMisfit() {
        return !fits && tried > 0;
    }

    private Optional<Misfit> misfit() {
        if (!isMisfit()) {
            return Optional.empty();
        }
        Parting parting =
                new LineExplainer(format, settings).explain(first, header).parting();
        return Optional.ofNullable(parting).map(known -> new Misfit(format.name(), tried, number, known));
    }
}
