package dev.weir.rollup;

import dev.weir.catalogue.Dimension;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** What rollups see of a row of the lines table; the components stand for the columns of their names, null for null. */
public record Line(
        String outcome,
        long micros,
        String site,
        String path,
        String template,
        Long status,
        Long bytes,
        String method,
        String client,
        String agent,
        String referrer,
        Long duration) {
    public static final long MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z").getEpochSecond() * 1_000_000;

    private static final StructType SCHEMA = new StructType()
            .add("segment", DataTypes.StringType, false)
            .add("day", DataTypes.DateType, false)
            .add("outcome", DataTypes.StringType, false)
            .add("timestamp", DataTypes.TimestampType, true)
            .add("site", DataTypes.StringType, false)
            .add("url_path", DataTypes.StringType, true)
            .add("url_template", DataTypes.StringType, false)
            .add("http_response_status_code", DataTypes.LongType, true)
            .add("http_response_body_size", DataTypes.LongType, true)
            .add("http_request_method", DataTypes.StringType, true)
            .add("client_address", DataTypes.StringType, true)
            .add("user_agent_original", DataTypes.StringType, true)
            .add("referrer_site", DataTypes.StringType, false)
            .add("duration_us", DataTypes.LongType, true)
            .add("client_network", DataTypes.StringType, true)
            .add("country", DataTypes.StringType, true)
            .add("asn", DataTypes.LongType, true)
            .add("as_organisation", DataTypes.StringType, true)
            .add("network_kind", DataTypes.StringType, true)
            .add("browser", DataTypes.StringType, true)
            .add("browser_version", DataTypes.StringType, true)
            .add("os", DataTypes.StringType, true)
            .add("os_version", DataTypes.StringType, true)
            .add("device", DataTypes.StringType, true)
            .add("bot", DataTypes.StringType, true)
            .add("bot_kind", DataTypes.StringType, true)
            .add("bot_claim", DataTypes.StringType, true)
            .add("page_view", DataTypes.BooleanType, true)
            .add("campaign", DataTypes.StringType, true)
            .add("search_terms", DataTypes.StringType, true);

    private static final List<Long> STATUSES = List.of(200L, 200L, 200L, 301L, 404L, 404L, 500L, 101L, 0L, 499L, 700L);
    private static final List<String> METHODS =
            List.of("GET", "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "get", "PROPFIND");

    /** Lines of two days around a midnight, with absent values, few sites, and sites that look like what is made up. */
    public static List<Line> generated(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int site = random.nextInt(9);
            int page = random.nextInt(12);
            boolean hasPath = random.nextInt(20) > 0;
            lines.add(new Line(
                    random.nextInt(10) == 0 ? random.nextBoolean() ? "duplicate" : "rejected" : "accepted",
                    MIDNIGHT + random.nextLong(-90_000_000L, 90_000_000L),
                    site == 0 ? "-" : site == 1 ? Dimension.OTHER : "site" + site + ".example",
                    hasPath ? page == 0 ? "" : "/page/" + page + "?" : null,
                    hasPath ? page == 1 ? Dimension.OTHER : "/page/" + page % 7 : "-",
                    random.nextInt(20) == 0 ? null : STATUSES.get(random.nextInt(STATUSES.size())),
                    random.nextInt(20) == 0 ? null : random.nextLong(1L << 40),
                    random.nextInt(20) == 0 ? null : METHODS.get(random.nextInt(METHODS.size())),
                    random.nextInt(20) == 0 ? null : "192.0.2." + random.nextInt(50),
                    random.nextInt(20) == 0 ? null : "agent/" + random.nextInt(30),
                    random.nextInt(3) == 0 ? "-" : "referrer" + random.nextInt(10) + ".example",
                    random.nextInt(5) == 0 ? null : random.nextLong(1L << random.nextInt(1, 40))));
        }
        return lines;
    }

    /** Lines in one minute of one site that agree in all but their clients, each its own. */
    public static List<Line> ofManyClients(String site, int clients) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            lines.add(accepted(0, site, "/", "10." + i / 65_536 + "." + i / 256 % 256 + "." + i % 256, 1));
        }
        return lines;
    }

    /** An accepted line of the day's first hour. */
    public static Line accepted(long second, String site, String path, String client, long duration) {
        return new Line(
                "accepted",
                MIDNIGHT + second % 3600 * 1_000_000,
                site,
                path,
                path,
                200L,
                100L,
                "GET",
                client,
                "agent/1",
                "-",
                duration);
    }

    /** Rows of the lines table, as far as rollups read it; each line's segment by its index. */
    public static Dataset<Row> table(SparkSession spark, List<Line> lines, IntFunction<String> segments) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            rows.add(RowFactory.create(
                    segments.apply(i),
                    Date.valueOf(line.day()),
                    line.outcome,
                    Timestamp.from(line.time()),
                    line.site,
                    line.path,
                    line.template,
                    line.status,
                    line.bytes,
                    line.method,
                    line.client,
                    line.agent,
                    line.referrer,
                    line.duration,
                    line.network(),
                    line.country(),
                    line.asn(),
                    line.organisation(),
                    line.networkKind(),
                    line.browser(),
                    line.browserVersion(),
                    line.system(),
                    line.systemVersion(),
                    line.device(),
                    line.bot(),
                    line.botKind(),
                    line.botClaim(),
                    line.isPageView(),
                    line.campaign(),
                    line.searchTerms()));
        }
        return spark.createDataFrame(rows, SCHEMA);
    }

    public LocalDate day() {
        return LocalDate.ofInstant(time(), ZoneOffset.UTC);
    }

    // What enrichment would say: any function of the line will do, as long as it is null now and then.

    String network() {
        return client == null ? null : client.substring(0, client.lastIndexOf('.')) + ".0/24";
    }

    String country() {
        int number = number(client, '.');
        return number < 0 || number % 6 == 0 ? null : List.of("DE", "US", "FR").get(number % 3);
    }

    Long asn() {
        return country() == null ? null : 64_500L + number(client, '.') % 4;
    }

    String organisation() {
        return asn() == null ? null : "organisation " + asn() % 3;
    }

    String networkKind() {
        return client == null ? null : number(client, '.') % 2 == 0 ? "isp" : "hosting";
    }

    String browser() {
        return agentNumber() % 5 == 0 ? null : "browser " + agentNumber() % 3;
    }

    String browserVersion() {
        return agentNumber() % 7 == 0 ? null : "1." + agentNumber() % 2;
    }

    String system() {
        return agentNumber() % 11 == 0 ? null : "system " + agentNumber() % 2;
    }

    String systemVersion() {
        return agentNumber() % 4 == 0 ? null : "2." + agentNumber() % 2;
    }

    String device() {
        return bot() != null ? "bot" : agentNumber() % 2 == 0 ? "mobile" : "desktop";
    }

    String bot() {
        return agent == null ? "-" : agentNumber() % 3 == 0 ? "bot " + agentNumber() % 4 : null;
    }

    String botKind() {
        return bot() == null ? null : agent == null ? "unknown" : agentNumber() % 2 == 0 ? "ai_training" : "search";
    }

    String botClaim() {
        return bot() == null ? null : number(client, '.') % 2 == 0 ? "verified" : "impostor";
    }

    boolean isPageView() {
        return bot() == null && path != null && status != null && status == 200;
    }

    String campaign() {
        return micros % 3 == 0 ? "campaign " + Math.floorMod(micros, 5) : null;
    }

    String searchTerms() {
        return micros % 4 == 0 ? "terms " + Math.floorMod(micros, 7) : null;
    }

    private int agentNumber() {
        return number(agent, '/');
    }

    private static int number(String text, char before) {
        return text == null ? -1 : Integer.parseInt(text.substring(text.lastIndexOf(before) + 1));
    }

    private Instant time() {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
    }
}
