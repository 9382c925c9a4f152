package dev.weir.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The columns of fragments of visits, and those of the view that makes visits of them. */
public final class VisitColumns {
    /** The name of the table, and of the view. */
    public static final String NAME = "visits";

    public static final String VISITOR = "visitor";
    public static final String STARTED = "started";
    public static final String ENDED = "ended";
    public static final String PAGE_VIEWS = "page_views";
    public static final String ENTRY_TIME = "entry_time";
    public static final String ENTRY_EVENT = "entry_event";
    public static final String EXIT_TIME = "exit_time";
    public static final String EXIT_EVENT = "exit_event";
    public static final String DURATION = "duration_us";
    public static final String BOUNCE = "bounce";

    /** Who it is. */
    public static final List<Column> WHO = List.of(
            Column.of("site", Type.STRING, "The host that was asked for, or - where the format names none"),
            Column.optional("client_address", Type.STRING, "The client address, as privacy leaves it"),
            Column.optional("user_name", Type.STRING, "The authenticated user, as privacy leaves it"));

    /** What adds up. */
    public static final List<Column> COUNTS = List.of(
            Column.of("requests", Type.BIGINT, "How many requests"),
            Column.of(PAGE_VIEWS, Type.BIGINT, "How many of them are views of a page"),
            Column.of("status_4xx", Type.BIGINT, "Requests answered by a status of 400 to 499"),
            Column.of("status_5xx", Type.BIGINT, "Requests answered by a status of 500 to 599"),
            new Column("bytes", Type.BIGINT, false, "bytes", "Bytes of the responses"));

    /** Where it came from. */
    public static final List<Column> ORIGIN = List.of(
            Column.optional("referrer_site", Type.STRING, "The referring host at its entry"),
            Column.optional("channel", Type.STRING, "The marketing channel at its entry"),
            Column.optional("source", Type.STRING, "The source of the traffic at its entry"),
            Column.optional("medium", Type.STRING, "The medium of the traffic at its entry"),
            Column.optional("campaign", Type.STRING, "The campaign at its entry"),
            Column.optional("country", Type.STRING, "The client's country at its entry"),
            Column.optional("device", Type.STRING, "The kind of device at its entry"),
            Column.optional("browser", Type.STRING, "The browser at its entry"),
            Column.optional("os", Type.STRING, "The operating system at its entry"));

    private static final Column ENTRY_PAGE =
            Column.optional("entry_page", Type.STRING, "The first page viewed, as a template of its path");
    private static final Column EXIT_PAGE =
            Column.optional("exit_page", Type.STRING, "The last page viewed, as a template of its path");

    /** What the event that says how it began tells: its earliest page view, or its earliest event where there is none. */
    public static final List<Column> ENTRY = Stream.of(
                    Stream.of(
                            Column.of(ENTRY_TIME, Type.TIMESTAMP, "When its earliest page view, or event, was, UTC"),
                            Column.of(ENTRY_EVENT, Type.BINARY, "The id of its earliest page view, or event"),
                            ENTRY_PAGE),
                    ORIGIN.stream())
            .flatMap(columns -> columns)
            .toList();

    /** What its latest page view tells. */
    public static final List<Column> EXIT = List.of(
            Column.optional(EXIT_TIME, Type.TIMESTAMP, "When its latest page view was, UTC"),
            Column.optional(EXIT_EVENT, Type.BINARY, "The id of its latest page view"),
            EXIT_PAGE);

    /** A fragment's columns, after segment and day. */
    public static final List<Column> FRAGMENT = Stream.of(
                    List.of(Column.of(
                            VISITOR, Type.BINARY, "Who it is: a hash of site, client address, agent and user")),
                    WHO,
                    List.of(
                            Column.of(STARTED, Type.TIMESTAMP, "Its first event, UTC"),
                            Column.of(ENDED, Type.TIMESTAMP, "Its last event of the day, UTC")),
                    COUNTS,
                    ENTRY,
                    EXIT)
            .flatMap(List::stream)
            .toList();

    /** The fragments of both layers. */
    public static final Table TABLE = new Table(
            NAME,
            "What events say of visits, by segment and event day: fragments that merge",
            table(),
            List.of(Table.SEGMENT, VISITOR, STARTED));

    /** What a row of the view is. */
    public static final String SAYS =
            "Visits: runs of a visitor's requests without a pause of more than 30 minutes, by the day that they began";

    /** The columns of the view. */
    public static final List<Column> VIEW = view();

    private VisitColumns() {}

    private static List<Column> table() {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.of(Table.SEGMENT, Type.STRING, "The segment that the fragment belongs to"));
        columns.add(Column.of(Table.DAY, Type.DATE, "The event day, UTC"));
        columns.addAll(FRAGMENT);
        columns.add(Column.of(Table.DIGEST, Type.BIGINT, "The hash of the row but for its segment"));
        return List.copyOf(columns);
    }

    private static List<Column> view() {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.of(
                Table.DAY, Type.DATE, "The day of its first event, UTC. Filter on it: it decides how much is read"));
        columns.add(Column.of(
                VISITOR, Type.STRING, "Who it is: a hash of site, client address, agent and user, in hexadecimal"));
        columns.addAll(WHO);
        columns.add(Column.of(STARTED, Type.TIMESTAMP, "Its first event, UTC"));
        columns.add(Column.of(ENDED, Type.TIMESTAMP, "Its last event, UTC; perhaps of the next day"));
        columns.add(new Column(DURATION, Type.BIGINT, false, "us", "From its first event to its last one"));
        columns.addAll(COUNTS);
        columns.add(Column.of(BOUNCE, Type.BOOLEAN, "Whether just one page was viewed"));
        columns.add(ENTRY_PAGE);
        columns.add(EXIT_PAGE);
        columns.addAll(ORIGIN);
        columns.add(Column.of(
                ENTRY_EVENT, Type.STRING, "The id of its earliest page view, or of its earliest event where none is"));
        columns.add(Column.optional(EXIT_EVENT, Type.STRING, "The id of its latest page view"));
        return List.copyOf(columns);
    }
}
