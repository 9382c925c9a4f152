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
                : resident();
        Caller caller = caller(client, chance.pickPopular(Agents.BROWSERS), false);
        if (people.size() < REMEMBERED) {
            people.add(caller);
        } else {
            people.set(chance.below(REMEMBERED), caller);
        }
        return caller;
    }

    Caller app() {
        return caller(resident(), chance.pick(Agents.APPS), false);
    }

    Caller bot(Agents.Bot bot) {
        return caller(
                client(bot.network().prefix() + "." + chance.between(1, 60), bot.network()),
                bot.agent(),
                bot.published());
    }

    Caller scanner() {
        return caller(hostile(), chance.pick(Agents.SCANNERS), false);
    }

    /** Somebody who borrows the name of a robot whose operator publishes where it is. */
    Caller impostor() {
        return caller(hostile(), Agents.SEARCH_BOTS[0].agent(), false);
    }

    private Caller caller(Client client, Software agent, boolean published) {
        int agentId = agents.computeIfAbsent(String.valueOf(agent.text()), text -> agents.size());
        return new Caller(client, agentId, agent, published);
    }

    private Client client(String address, Network network) {
        return clients.computeIfAbsent(address, text -> new Client(clients.size(), text, network.country()));
    }

    private Client hostile() {
        Network network = chance.pick(Network.DOCUMENTATION);
        return client(network.prefix() + "." + chance.between(1, 254), network);
    }

    private Client resident() {
        return chance.percent(IPV6_PERCENT) ? residentV6() : residentV4();
    }

    private Client residentV4() {
        Network network = chance.pick(Network.ACCESS);
        return client(network.prefix() + "." + chance.below(256) + "." + chance.between(1, 254), network);
    }

    /** No group is zero, so the text is already the canonical one (RFC 5952). */
    private Client residentV6() {
        Network network = chance.pick(Network.ACCESS_V6);
        StringBuilder address = new StringBuilder(network.prefix());
        for (int group = 0; group < 6; group++) {
            address.append(':').append(Integer.toHexString(chance.between(1, 0xffff)));
        }
        return client(address.toString(), network);
    }
}
