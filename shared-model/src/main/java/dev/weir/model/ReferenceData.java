package dev.weir.model;

import dev.weir.acquisition.Acquisitions;
import dev.weir.agent.BotRanges;
import dev.weir.agent.UserAgents;
import dev.weir.place.Places;

/** The data that enrichment refers to, which ship with Weir: with other data, days are recomputed. */
public final class ReferenceData {
    private ReferenceData() {}

    /** The digests of all of them, a line. */
    public static String digests() {
        return String.join(
                " ",
                Places.shipped().digest(),
                UserAgents.shipped().digest(),
                BotRanges.shipped().digest(),
                Acquisitions.shipped().digest());
    }
}
