package dev.weir.generator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Everybody who visits: people who come back or not, robots and scanners, each at an address of theirs. */
final class Population {
    private static final int RETURNING_PERCENT = 55;
    private static final int SHARED_ADDRESS_PERCENT = 15;
    private static final int IPV6_PERCENT = 10;
    private static final int REMEMBERED = 20_000;
    private static final int[] PUBLIC_NETWORKS = {
        5, 24, 31, 46, 62, 73, 78, 81, 84, 86, 90, 93, 98, 109, 121, 151, 176, 188, 201, 212
    };
    /** Attacks come from addresses reserved for documentation: nobody is to be accused by a sample. */
    private static final String[] HOSTILE_NETWORKS = {"192.0.2.", "198.51.100.", "203.0.113."};

    private final Chance chance;
    private final Map<String, Client> clients = new HashMap<>();
    private final Map<String, Integer> agents = new HashMap<>();
    private final List<Caller> people = new ArrayList<>();

    Population(Chance chance) {
        this.chance = chance;
    }

    /** Somebody with a browser. */
    Caller person() {
        if (!people.isEmpty() && chance.percent(RETURNING_PERCENT)) {
            return people.get(chance.below(people.size()));
        }
        Client client = !people.isEmpty() && chance.percent(SHARED_ADDRESS_PERCENT)
                ? people.get(chance.below(people.size())).client()
                : client(address());
        Caller caller = caller(client, chance.pickPopular(Agents.BROWSERS));
        if (people.size() < REMEMBERED) {
            people.add(caller);
        } else {
            people.set(chance.below(REMEMBERED), caller);
        }
        return caller;
    }

    Caller app() {
        return caller(client(address()), chance.pick(Agents.APPS));
    }

    Caller bot(Agents.Bot bot) {
        return caller(client(bot.network() + chance.between(1, 60)), bot.agent());
    }

    Caller scanner() {
        return caller(client(chance.pick(HOSTILE_NETWORKS) + chance.between(1, 254)), chance.pick(Agents.SCANNERS));
    }

    private Caller caller(Client client, String agent) {
        int agentId = agents.computeIfAbsent(String.valueOf(agent), text -> agents.size());
        return new Caller(client, agentId, agent);
    }

    private Client client(String address) {
        return clients.computeIfAbsent(address, text -> new Client(clients.size(), text));
    }

    private String address() {
        return chance.percent(IPV6_PERCENT) ? ipv6() : ipv4();
    }

    private String ipv4() {
        return PUBLIC_NETWORKS[chance.below(PUBLIC_NETWORKS.length)] + "." + chance.below(256) + "." + chance.below(256)
                + "." + chance.between(1, 254);
    }

    /** No group is zero, so the text is already the canonical one (RFC 5952). */
    private String ipv6() {
        StringBuilder address = new StringBuilder("2001:db8");
        for (int group = 0; group < 6; group++) {
            address.append(':').append(Integer.toHexString(chance.between(1, 0xffff)));
        }
        return address.toString();
    }
}
