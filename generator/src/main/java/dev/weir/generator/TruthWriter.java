package dev.weir.generator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Writes the truth: a file of JSON lines for each table, its keys named as the columns of the system's views. */
final class TruthWriter {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String[] STATUSES = {
        "status_1xx", "status_2xx", "status_3xx", "status_4xx", "status_5xx", "status_other"
    };
    private static final String[] METHODS = {
        "method_get", "method_head", "method_post", "method_put",
        "method_delete", "method_options", "method_patch", "method_other"
    };

    private final Recount recount;
    private final Path dir;

    TruthWriter(Recount recount, Path dir) {
        this.recount = recount;
        this.dir = dir;
    }

    void write() throws IOException {
        table("traffic", json -> recount.forEachMinute((time, site, cell) -> traffic(json, time, site, cell)));
        table(
                "sites",
                json -> recount.forEachHour((time, site, cell) -> {
                    start(json, time, site);
                    tally(json, cell.tally);
                    json.writeNumberField("clients", cell.clients.size());
                    json.writeEndObject();
                }));
        table("paths", json -> recount.forEachHour((time, site, cell) -> keyed(json, time, site, "path", cell.paths)));
        table("status", json -> recount.forEachHour((time, site, cell) -> status(json, time, site, cell)));
        table(
                "referrers",
                json -> recount.forEachHour(
                        (time, site, cell) -> requests(json, time, site, "referrer", cell.referrers)));
        table(
                "not_found",
                json -> recount.forEachHour((time, site, cell) -> requests(json, time, site, "path", cell.notFound)));
        audiences(
                "countries",
                hour -> hour.countries,
                (json, cell) -> {
                    tally(json, cell.tally);
                    pageViews(json, cell);
                },
                "country");
        audiences(
                "devices",
                hour -> hour.devices,
                (json, cell) -> {
                    requests(json, cell.tally);
                    pageViews(json, cell);
                },
                "device");
        audiences("bots", hour -> hour.bots, (json, cell) -> tally(json, cell.tally), "bot", "bot_kind", "bot_claim");
        audiences("pages", hour -> hour.pages, (json, cell) -> requests(json, cell.tally), "page");
        audiences("landing_health", hour -> hour.landings, (json, cell) -> tally(json, cell.tally), "campaign", "path");
        table("searches", this::searches);
        table("clients", json -> recount.forEachClientHour((time, site, cells) -> clients(json, time, cells)));
    }

    private void table(String name, Rows rows) throws IOException {
        Files.createDirectories(dir);
        try (JsonGenerator json = JSON.createGenerator(Files.newBufferedWriter(dir.resolve(name + ".ndjson")))) {
            json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
            rows.write(json);
            json.writeRaw('\n');
        }
    }

    private void traffic(JsonGenerator json, long time, String site, MinuteCell cell) throws IOException {
        start(json, time, site);
        tally(json, cell.tally);
        for (int i = 0; i < METHODS.length; i++) {
            json.writeNumberField(METHODS[i], cell.methods[i]);
        }
        json.writeNumberField("clients", cell.clients.size());
        json.writeNumberField("client_agents", cell.clientAgents.size());
        json.writeNumberField("durations", cell.durations.size());
        if (cell.durations.size() > 0) {
            cell.durations.sort();
            for (int percent : new int[] {50, 90, 95, 99}) {
                json.writeNumberField("duration_p" + percent + "_us", cell.durations.percentileMicros(percent));
            }
        }
        json.writeEndObject();
    }

    private static void keyed(JsonGenerator json, long time, String site, String key, Map<String, CellTally> cells)
            throws IOException {
        for (Map.Entry<String, CellTally> cell : new TreeMap<>(cells).entrySet()) {
            start(json, time, site);
            json.writeStringField(key, cell.getKey());
            tally(json, cell.getValue());
            json.writeEndObject();
        }
    }

    private static void requests(JsonGenerator json, long time, String site, String key, Map<String, CellTally> cells)
            throws IOException {
        for (Map.Entry<String, CellTally> cell : new TreeMap<>(cells).entrySet()) {
            start(json, time, site);
            json.writeStringField(key, cell.getKey());
            json.writeNumberField("requests", cell.getValue().requests());
            json.writeEndObject();
        }
    }

    private static void status(JsonGenerator json, long time, String site, HourCell hour) throws IOException {
        for (Map.Entry<Integer, CellTally> cell : new TreeMap<>(hour.statuses).entrySet()) {
            start(json, time, site);
            json.writeNumberField("status", cell.getKey());
            json.writeNumberField("requests", cell.getValue().requests());
            json.writeNumberField("bytes", cell.getValue().bytes());
            json.writeEndObject();
        }
    }

    /** @param counts what the table has beside the distinct clients */
    private void audiences(
            String table, Function<HourCell, Map<List<String>, AudienceCell>> cells, Counts counts, String... keys)
            throws IOException {
        table(
                table,
                json -> recount.forEachHour((time, site, hour) -> {
                    for (Map.Entry<List<String>, AudienceCell> cell :
                            cells.apply(hour).entrySet()) {
                        start(json, time, site);
                        for (int i = 0; i < keys.length; i++) {
                            json.writeStringField(keys[i], cell.getKey().get(i));
                        }
                        counts.write(json, cell.getValue());
                        json.writeNumberField("clients", cell.getValue().clients.size());
                        json.writeEndObject();
                    }
                }));
    }

    private static void requests(JsonGenerator json, CellTally tally) throws IOException {
        json.writeNumberField("requests", tally.requests());
    }

    private static void pageViews(JsonGenerator json, AudienceCell cell) throws IOException {
        json.writeNumberField("page_views", cell.pageViews());
    }

    /** By day: what its hours add up to. */
    private void searches(JsonGenerator json) throws IOException {
        Map<List<String>, Long> days = new TreeMap<>(Comparator.comparing(List::toString));
        recount.forEachHour((time, site, hour) -> hour.searches.forEach((terms, tally) -> days.merge(
                List.of(Instant.ofEpochMilli(time).truncatedTo(ChronoUnit.DAYS).toString(), site, terms),
                tally.requests(),
                Long::sum)));
        for (Map.Entry<List<String>, Long> day : days.entrySet()) {
            json.writeStartObject();
            json.writeStringField("time", day.getKey().get(0));
            json.writeStringField("site", day.getKey().get(1));
            json.writeStringField("terms", day.getKey().get(2));
            json.writeNumberField("requests", day.getValue());
            json.writeEndObject();
        }
    }

    private static void clients(JsonGenerator json, long time, Map<Client, CellTally> cells) throws IOException {
        for (Map.Entry<Client, CellTally> cell : new TreeMap<>(cells).entrySet()) {
            json.writeStartObject();
            json.writeStringField("time", Instant.ofEpochMilli(time).toString());
            json.writeStringField("client", cell.getKey().address());
            tally(json, cell.getValue());
            json.writeEndObject();
        }
    }

    private static void start(JsonGenerator json, long time, String site) throws IOException {
        json.writeStartObject();
        json.writeStringField("time", Instant.ofEpochMilli(time).toString());
        json.writeStringField("site", site);
    }

    private static void tally(JsonGenerator json, CellTally tally) throws IOException {
        json.writeNumberField("requests", tally.requests());
        json.writeNumberField("bytes", tally.bytes());
        for (int i = 0; i < STATUSES.length; i++) {
            json.writeNumberField(STATUSES[i], tally.status(i));
        }
    }

    /** Writes the counts of one cell. */
    private interface Counts {
        void write(JsonGenerator json, AudienceCell cell) throws IOException;
    }

    /** Writes the rows of one table. */
    private interface Rows {
        void write(JsonGenerator json) throws IOException;
    }
}
