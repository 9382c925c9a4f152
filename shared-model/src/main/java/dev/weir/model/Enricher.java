package dev.weir.model;

import dev.weir.acquisition.Acquisition;
import dev.weir.acquisition.Acquisitions;
import dev.weir.acquisition.UrlHost;
import dev.weir.agent.Agent;
import dev.weir.agent.BotKind;
import dev.weir.agent.BotRanges;
import dev.weir.agent.UserAgents;
import dev.weir.format.IpAddress;
import dev.weir.place.IpPlace;
import dev.weir.place.Places;
import dev.weir.place.Subnet;
import dev.weir.privacy.PrivacySettings;
import dev.weir.visit.PageViews;
import java.util.List;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Protects an event's texts and tells what it says beyond its fields, by data that ship with Weir ({@link ReferenceData}). What is
 * derived from a text is derived from what is kept of it, so that no secret comes in by another column. For one thread; what it keeps
 * from event to event changes no result.
 */
final class Enricher {
    private static final UTF8String NONE = UTF8String.fromString("-");
    private static final byte[] NO_AGENT = {};
    private static final int OF_PLACE = 4;
    private static final int OF_AGENT = 7;

    private final Places places = Places.shipped();
    private final UserAgents agents = UserAgents.shipped();
    private final BotRanges ranges = BotRanges.shipped();
    private final Acquisitions acquisitions = Acquisitions.shipped();
    private final Protection protection = new Protection(PrivacySettings.DEFAULT);
    private final SparkValues<IpPlace> placed = new SparkValues<>(Enricher::values);
    private final KnownAgents known = new KnownAgents();

    /** Writes an event's {@link EnrichLine#RESULT}. */
    void event(RowWriter row, UTF8String client, UTF8String method, long status, UTF8String site, LineTexts asSent) {
        protection.begin();
        KnownAgent agent = known.of(asSent.agent(), this::agent);
        LineTexts texts = asSent.by(protection, agent.text());
        byte[] path = bytes(texts.path());
        byte[] referer = bytes(texts.referer());
        row.all(texts.values()).add(site == null ? NONE : site);
        row.add(UrlTemplate.of(path)).add(site(referer));
        IpAddress address = address(client);
        place(row, address);
        boolean person = agent.agent().bot().kind() == BotKind.NONE;
        row.all(agent.values())
                .add(person ? null : SparkValues.of(ranges.verify(agent.agent().bot(), address)));
        row.add(person && PageViews.isPageView(bytes(method), status, path));
        acquisition(row, acquisitions.of(bytes(site), path, bytes(texts.query()), referer));
        row.add(protection.kinds());
    }

    /** Writes a dead letter's. */
    static void deadLetter(RowWriter row) {
        row.skip(LineTexts.COUNT).add(NONE).add(NONE).add(NONE);
    }

    private void place(RowWriter row, IpAddress address) {
        if (address == null) {
            row.skip(1 + OF_PLACE);
        } else {
            row.text(Subnet.of(address)).all(placed.of(places.of(address)));
        }
    }

    private KnownAgent agent(UTF8String text) {
        UTF8String kept = protection.text(text);
        Agent agent = agents.of(kept == null ? NO_AGENT : kept.getBytes());
        return new KnownAgent(kept, agent, values(agent));
    }

    private static void acquisition(RowWriter row, Acquisition from) {
        row.text(from.channel().displayName());
        row.text(from.source()).text(from.medium()).text(from.campaign());
        row.text(from.term()).text(from.content());
        row.text(from.clickId()).text(from.searchTerms());
        row.add(from.spam());
    }

    private static byte[] bytes(UTF8String text) {
        return text == null ? null : text.getBytes();
    }

    private static UTF8String site(byte[] referer) {
        String host = UrlHost.of(referer);
        return host == null ? NONE : UTF8String.fromString(host);
    }

    private static IpAddress address(UTF8String client) {
        if (client == null) {
            return null;
        }
        byte[] bytes = client.getBytes();
        return IpAddress.parse(bytes, 0, bytes.length);
    }

    private static List<Object> values(IpPlace place) {
        RowWriter row = new RowWriter(OF_PLACE);
        row.text(place.country()).add(place.asn() == 0 ? null : (Long) place.asn());
        row.text(place.organisation()).add(SparkValues.of(place.kind()));
        return row.values();
    }

    private static List<Object> values(Agent agent) {
        RowWriter row = new RowWriter(OF_AGENT);
        row.text(agent.browser()).text(agent.browserVersion());
        row.text(agent.system()).text(agent.systemVersion());
        row.add(SparkValues.of(agent.device())).text(agent.bot().name());
        row.add(
                agent.bot().kind() == BotKind.NONE
                        ? null
                        : SparkValues.of(agent.bot().kind()));
        return row.values();
    }
}
