package dev.weir.acquisition;

import java.util.Arrays;

/** What the query of one request is tagged with. */
final class LandingTags {
    static final LandingTags NONE = new LandingTags();

    private final String[] values = new String[CampaignField.values().length];
    private final int[] ranks = new int[values.length];
    private ClickId clickId;

    LandingTags() {
        Arrays.fill(values, "");
        Arrays.fill(ranks, Integer.MAX_VALUE);
    }

    /** Of two parameters for a field the one of the lower rank counts, and of equals the first. */
    void set(CampaignField field, int rank, UrlParameters parameter) {
        if (rank < ranks[field.ordinal()]) {
            ranks[field.ordinal()] = rank;
            values[field.ordinal()] = parameter.value();
        }
    }

    void set(ClickId other) {
        if (clickId == null || other.rank() < clickId.rank()) {
            clickId = other;
        }
    }

    /** Empty if not tagged. */
    String of(CampaignField field) {
        return values[field.ordinal()];
    }

    /** Null if there is none. */
    ClickId clickId() {
        return clickId;
    }

    /** Whether somebody tagged the link, and so decided what its source is. A term or content alone says nothing of that. */
    boolean isCampaign() {
        return !(of(CampaignField.SOURCE).isEmpty()
                && of(CampaignField.MEDIUM).isEmpty()
                && of(CampaignField.CAMPAIGN).isEmpty()
                && of(CampaignField.ID).isEmpty());
    }
}
