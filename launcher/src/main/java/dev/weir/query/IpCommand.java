package dev.weir.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.agent.BotRanges;
import dev.weir.command.WarehouseOption;
import dev.weir.format.AddressText;
import dev.weir.format.IpAddress;
import dev.weir.ledger.Ledger;
import dev.weir.place.IpPlace;
import dev.weir.place.Places;
import dev.weir.place.Subnet;
import dev.weir.serving.Answer;
import dev.weir.serving.Engine;
import dev.weir.serving.Question;
import dev.weir.warehouse.Warehouse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weir ip}: all that is known of one address. */
@Command(
        name = "ip",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Tells all that is known of an address: country, network, whose robots are there, and by day what it"
                        + " asked for; with which agents, on the last of these days.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:told", "1:it is no address, or the warehouse failed", "2:wrong options"})
public final class IpCommand implements Callable<Integer> {
    private static final JsonMapper JSON = new JsonMapper();

    @Mixin
    private WarehouseOption warehouseOption;

    @Option(names = "--json", description = "One JSON document.")
    private boolean json;

    @Parameters(paramLabel = "ADDRESS", description = "An address of IPv4 or IPv6.")
    private String text;

    @Override
    public Integer call() throws JsonProcessingException {
        IpAddress address = address(text);
        ObjectNode known = known(address);
        Warehouse warehouse = warehouseOption.open();
        Ledger ledger = warehouse.ledger().read();
        try (Engine engine = EngineName.of(Optional.empty(), warehouse).open(warehouse)) {
            seen(known, AddressText.of(address), engine, ledger);
        }
        warehouse.requireStanding(ledger);
        if (json) {
            System.out.println(known.toPrettyString());
        } else {
            print(known);
        }
        return 0;
    }

    private static IpAddress address(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        IpAddress address = IpAddress.parse(bytes, 0, bytes.length);
        if (address == null) {
            throw new IllegalArgumentException(
                    "Invalid address: " + text + ", must be one such as 192.0.2.7 or 2001:db8::7");
        }
        return address;
    }

    private static ObjectNode known(IpAddress address) {
        IpPlace place = Places.shipped().of(address);
        ObjectNode known = JSON.createObjectNode();
        known.put("address", AddressText.of(address));
        known.put("network", Subnet.of(address));
        known.put("country", place.country().isEmpty() ? null : place.country());
        known.put("asn", place.asn() == 0 ? null : place.asn());
        known.put("organisation", place.organisation().isEmpty() ? null : place.organisation());
        known.put("network_kind", place.kind().name().toLowerCase(Locale.ROOT));
        ArrayNode robots = known.putArray("robots");
        BotRanges.shipped().at(address).forEach(robots::add);
        return known;
    }

    /** @param client the address as events have it: hexadecimal digits, points and colons, nothing that ends a literal */
    private static void seen(ObjectNode known, String client, Engine engine, Ledger ledger)
            throws JsonProcessingException {
        ArrayNode days = rows(
                engine,
                ledger,
                "SELECT day, MIN(time) AS first_hour, MAX(time) AS last_hour, SUM(requests) AS requests, SUM(bytes) AS bytes,"
                        + " SUM(status_4xx) AS status_4xx, SUM(status_5xx) AS status_5xx FROM clients WHERE client = '"
                        + client + "' GROUP BY day ORDER BY day DESC");
        known.set("days", days);
        known.set(
                "agents",
                days.isEmpty()
                        ? JSON.createArrayNode()
                        : rows(
                                engine,
                                ledger,
                                "SELECT user_agent_original AS agent, bot, bot_claim, COUNT(*) AS requests FROM events"
                                        + " WHERE day = DATE '"
                                        + days.get(0).get("day").asText()
                                        + "' AND client_address = '" + client
                                        + "' GROUP BY ALL ORDER BY requests DESC, agent LIMIT 20"));
    }

    private static ArrayNode rows(Engine engine, Ledger ledger, String sql) throws JsonProcessingException {
        ArrayNode rows = JSON.createArrayNode();
        try (Answer answer = engine.ask(Question.of(sql, ledger))) {
            for (String object : (Iterable<String>) answer::objects) {
                rows.add(JSON.readTree(object));
            }
        }
        return rows;
    }

    private static void print(ObjectNode known) {
        for (String name : List.of("address", "network", "country", "asn", "organisation", "network_kind")) {
            System.out.printf("%-13s %s%n", name, text(known.get(name)));
        }
        known.get("robots")
                .forEach(robot -> System.out.printf("%-13s %s publishes this address%n", "robot", text(robot)));
        if (known.get("days").isEmpty()) {
            System.out.println("It was not seen here.");
        }
        for (JsonNode day : known.get("days")) {
            System.out.printf(
                    "%-13s %s requests, %s bytes, %s of status 4xx, %s of 5xx%n",
                    text(day.get("day")),
                    text(day.get("requests")),
                    text(day.get("bytes")),
                    text(day.get("status_4xx")),
                    text(day.get("status_5xx")));
        }
        for (JsonNode agent : known.get("agents")) {
            String claim = agent.get("bot_claim").isNull() ? "" : " (" + text(agent.get("bot_claim")) + ")";
            System.out.printf(
                    "%-13s %s requests by %s%s%n",
                    "agent", text(agent.get("requests")), text(agent.get("agent")), claim);
        }
    }

    private static String text(JsonNode value) {
        return value.isNull() ? "-" : value.asText();
    }
}
