package dev.weir.catalogue;

import dev.weir.catalogue.LineView.Form;
import dev.weir.catalogue.LineView.Shown;
import dev.weir.format.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The columns of the lines, and the views of them. */
public final class LineColumns {
    static final String LAYER_SAYS = "Which layer wrote it, speed or batch";

    private static final List<Column> MADE = List.of(
            Column.of(Table.SEGMENT, Type.STRING, "The segment that the line belongs to"),
            Column.of(Table.DAY, Type.DATE, "The event day, UTC. Filter on it: it decides how much is read"),
            Column.of(Outcome.COLUMN, Type.STRING, "What became of it: accepted, duplicate or rejected"),
            Column.of("event_id", Type.BINARY, "Identity of the event: copies have the same"));

    private static final List<Column> DERIVED = List.of(
            Column.of("site", Type.STRING, "The host that was asked for, or - where the format names none"),
            Column.of("url_template", Type.STRING, "The path with what varies replaced"),
            Column.of("referrer_site", Type.STRING, "The referring host, or - for none"),
            Column.optional("client_network", Type.STRING, "The client's /24 of IPv4 or /48 of IPv6"),
            Column.optional("country", Type.STRING, "The client's country, ISO 3166-1 alpha-2"),
            Column.optional("asn", Type.BIGINT, "The number of the autonomous system that announces the client"),
            Column.optional("as_organisation", Type.STRING, "Whose autonomous system that is"),
            Column.optional(
                    "network_kind",
                    Type.STRING,
                    "The client's network: isp, hosting, crawler, education, private, reserved, other or unknown"),
            Column.optional("browser", Type.STRING, "The family of the browser, app, library or robot"),
            Column.optional("browser_version", Type.STRING, "Its version: major, or major and minor"),
            Column.optional("os", Type.STRING, "The operating system's family"),
            Column.optional("os_version", Type.STRING, "Its version: major, or major and minor"),
            Column.optional(
                    "device", Type.STRING, "The kind of device: desktop, mobile, tablet, tv, console, bot or other"),
            Column.optional("bot", Type.STRING, "The robot that the agent says it is, or - for no agent at all"),
            Column.optional("bot_kind", Type.STRING, "What the robot is there for, such as search or ai_training"),
            Column.optional(
                    "bot_claim",
                    Type.STRING,
                    "Whether the robot's operator publishes the client's address: verified, impostor or unverifiable"),
            Column.optional("page_view", Type.BOOLEAN, "Whether somebody who is no robot got to see a page"),
            Column.optional("channel", Type.STRING, "The marketing channel; Internal within the site"),
            Column.optional("traffic_source", Type.STRING, "Who sent the visitor: utm_source, or a known site"),
            Column.optional("traffic_medium", Type.STRING, "How: utm_medium, organic, referral and so on"),
            Column.optional("campaign", Type.STRING, "The campaign: utm_campaign"),
            Column.optional("campaign_term", Type.STRING, "The words that were searched for elsewhere: utm_term"),
            Column.optional("campaign_content", Type.STRING, "Which of several links: utm_content"),
            Column.optional("click_id", Type.STRING, "The parameter by which an advertiser knows the click: gclid, …"),
            Column.optional("search_terms", Type.STRING, "The words that were searched for on the site"),
            Column.optional("referrer_spam", Type.BOOLEAN, "Whether the referrer is known to lead to itself"),
            Column.optional(
                    "redacted", Type.STRING, "The kinds of secrets that marks replace in this line, comma-separated"));

    private static final List<Column> READ = List.of(
            Column.optional("reason", Type.STRING, "Why the line could not be read"),
            Column.optional("format", Type.STRING, "The format by which the line was read"),
            Column.optional("attributes", Type.STRING, "Further fields, as a JSON object"));

    private static final List<Column> PLACED = List.of(
            Column.of("raw_segment", Type.STRING, "The archive segment that holds the line"),
            Column.of("source", Type.STRING, "The file, topic or subscription that the line came from"),
            Column.of("partition", Type.STRING, "The part of the source"),
            Column.of("position", Type.BIGINT, "Where in the partition"),
            Column.of("arrived", Type.TIMESTAMP, "When Weir first saw the line, UTC"),
            Column.optional("raw", Type.BINARY, "The line itself, where it could not be read"),
            Column.of(Table.DIGEST, Type.BIGINT, "The hash of the row but for its segment"));

    private static final List<String> PROTECTED = List.of(
            Field.HTTP_REQUEST_LINE.column(),
            Field.URL_PATH.column(),
            Field.URL_QUERY.column(),
            Field.HTTP_REQUEST_HEADER_REFERER.column(),
            Field.USER_AGENT_ORIGINAL.column(),
            "attributes");

    /** What became of each line. */
    public static final Table TABLE = new Table(
            "lines",
            "What became of each line",
            Stream.of(MADE, DERIVED, fields(), READ, PLACED)
                    .flatMap(List::stream)
                    .toList(),
            List.of(Table.SEGMENT, Outcome.COLUMN, Field.TIMESTAMP.column()));

    /** The events. */
    static final LineView EVENTS = new LineView(
            "events",
            "Accepted events: one row a request that was read and is no copy of another",
            Outcome.ACCEPTED,
            shown(events()));

    /** The dead letters. */
    static final LineView DEAD_LETTERS = new LineView(
            "dead_letters",
            "Lines that no format could read, and why",
            Outcome.REJECTED,
            shown(List.of(
                    "day", "reason", "raw", "format", "source", "partition", "position", "arrived", "raw_segment")));

    private LineColumns() {}

    /** The columns that a parser fills: the fields, the reason of a dead letter, the format, and further fields. */
    public static List<Column> parsed() {
        return Stream.concat(fields().stream(), READ.stream()).toList();
    }

    /** What an event tells beyond its fields. */
    public static List<Column> derived() {
        return DERIVED;
    }

    /** The texts that a stranger wrote, and in which secrets may stand. */
    public static List<Column> protectedTexts() {
        return parsed().stream()
                .filter(column -> PROTECTED.contains(column.name()))
                .toList();
    }

    /** The columns that say where a line is from and which event it is: they hold nothing that its text says. */
    public static List<String> places() {
        List<String> places = new ArrayList<>(List.of(Table.SEGMENT, Table.DAY, "event_id"));
        PLACED.stream()
                .map(Column::name)
                .filter(name -> !name.equals("raw") && !name.equals(Table.DIGEST))
                .forEach(places::add);
        return places;
    }

    private static List<Column> fields() {
        return Arrays.stream(Field.values())
                .map(field -> Column.optional(field.column(), type(field), field.says()))
                .toList();
    }

    private static Type type(Field field) {
        return switch (field.type()) {
            case TEXT -> Type.STRING;
            case NUMBER -> Type.BIGINT;
            case BOOLEAN -> Type.BOOLEAN;
            case TIMESTAMP -> Type.TIMESTAMP;
        };
    }

    private static List<String> events() {
        List<String> names = new ArrayList<>(List.of("day", "event_id", "site"));
        fields().forEach(field -> names.add(field.name()));
        DERIVED.stream().map(Column::name).filter(name -> !name.equals("site")).forEach(names::add);
        names.addAll(List.of("format", "attributes"));
        names.addAll(List.of("source", "partition", "position", "arrived", "raw_segment"));
        return names;
    }

    private static List<Shown> shown(List<String> names) {
        List<Shown> shown = new ArrayList<>();
        for (String name : names) {
            Column column = TABLE.columns().stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            shown.add(
                    switch (name) {
                        case "event_id" -> new Shown(Column.of(name, Type.STRING, column.says()), Form.HEXADECIMAL);
                        case "raw" -> new Shown(Column.optional(name, Type.STRING, "The line itself"), Form.TEXT);
                        default -> new Shown(column, Form.AS_IT_IS);
                    });
        }
        shown.add(new Shown(Column.of("layer", Type.STRING, LAYER_SAYS), Form.AS_IT_IS));
        return shown;
    }
}
