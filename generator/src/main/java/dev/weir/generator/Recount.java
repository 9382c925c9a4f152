package dev.weir.generator;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Counts every request as it is generated: the truth that the system's answers are held against. */
final class Recount {
    static final long MINUTE = Duration.ofMinutes(1).toMillis();
    static final long HOUR = Duration.ofHours(1).toMillis();

    private static final List<String> SITE_NAMES = Stream.concat(
                    Arrays.stream(Site.values()).map(Site::host), Stream.of(Site.UNKNOWN))
            .toList();
    private static final int SITES = SITE_NAMES.size();

    private final Format format;
    private final long base;
    private final MinuteCell[] minutes;
    private final HourCell[] hours;
    private final List<Map<Client, CellTally>> clients;

    Recount(GeneratorOptions options) {
        this.format = options.format();
        this.base = Math.floorDiv(options.start().toEpochMilli(), HOUR) * HOUR;
        int count = (int) ((options.end().toEpochMilli() - base + HOUR - 1) / HOUR);
        this.minutes = new MinuteCell[(int) (count * HOUR / MINUTE) * SITES];
        this.hours = new HourCell[count * SITES];
        this.clients = new ArrayList<>();
        for (int hour = 0; hour < count; hour++) {
            clients.add(new HashMap<>());
        }
    }

    void count(Request request) {
        Site site = format.siteOf(request);
        int column = site == null ? SITES - 1 : site.index();
        int minute = (int) ((request.time() - base) / MINUTE) * SITES + column;
        int hour = (int) ((request.time() - base) / HOUR);
        int siteHour = hour * SITES + column;
        if (minutes[minute] == null) {
            minutes[minute] = new MinuteCell();
        }
        if (hours[siteHour] == null) {
            hours[siteHour] = new HourCell();
        }
        minutes[minute].count(request, format.hasDuration(request));
        hours[siteHour].count(request, format.referrerHostOf(request));
        clients.get(hour)
                .computeIfAbsent(request.caller().client(), unused -> new CellTally())
                .count(request);
    }

    void forEachMinute(CellVisitor<MinuteCell> visitor) throws IOException {
        forEach(minutes, MINUTE, visitor);
    }

    void forEachHour(CellVisitor<HourCell> visitor) throws IOException {
        forEach(hours, HOUR, visitor);
    }

    void forEachClientHour(CellVisitor<Map<Client, CellTally>> visitor) throws IOException {
        for (int hour = 0; hour < clients.size(); hour++) {
            visitor.visit(base + hour * HOUR, Site.UNKNOWN, clients.get(hour));
        }
    }

    private <C> void forEach(C[] cells, long grain, CellVisitor<C> visitor) throws IOException {
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] != null) {
                visitor.visit(base + i / SITES * grain, SITE_NAMES.get(i % SITES), cells[i]);
            }
        }
    }

    /** Sees cells in the order of their time. */
    interface CellVisitor<C> {
        void visit(long time, String site, C cell) throws IOException;
    }
}
