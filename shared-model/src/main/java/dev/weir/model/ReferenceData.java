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
        return Shipped.DIGESTS;
    }

    /** Made when they are first asked for: a model is named for each raw segment. */
    private static final class Shipped {
        private static final String DIGESTS = String.join(
                " ",
                Places.shipped().digest(),
                UserAgents.shipped().digest(),
                BotRanges.shipped().digest(),
                Acquisitions.shipped().digest());
    }
}
