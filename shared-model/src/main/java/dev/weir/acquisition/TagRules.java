package dev.weir.acquisition;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which parameters of a URL tag it. */
final class TagRules {
    private static final String PARAMETERS = "parameters.txt";
    private static final String CLICK_IDS = "click-ids.txt";

    /** A parameter: a campaign's field, or a click's id. */
    private record Tag(CampaignField field, int rank, ClickId clickId) {}

    private final KeyTable<Tag> tags;

    TagRules(AcquisitionRules rules) {
        Map<String, Tag> named = new HashMap<>();
        for (List<String> line : rules.of(PARAMETERS)) {
            CampaignField field = CampaignField.valueOf(line.get(1).toUpperCase(Locale.ROOT));
            put(named, line.get(0), new Tag(field, named.size(), null));
        }
        for (List<String> line : rules.of(CLICK_IDS)) {
            put(named, line.get(0), new Tag(null, 0, clickId(line, named.size())));
        }
        this.tags = new KeyTable<>(named);
    }

    static List<String> files() {
        return List.of(PARAMETERS, CLICK_IDS);
    }

    private static ClickId clickId(List<String> line, int rank) {
        if (line.size() != 5) {
            throw new IllegalStateException("Invalid rule: " + line + " in " + CLICK_IDS);
        }
        String campaign = line.get(4).equals("-") ? "" : line.get(4).replace('_', ' ');
        boolean decisive = switch (line.get(3)) {
            case "decisive" -> true;
            case "hint" -> false;
            default ->
                throw new IllegalStateException("Invalid rule: " + line + ", its fourth word must be decisive or hint");
        };
        return new ClickId(line.get(0), line.get(1), line.get(2), campaign, rank, decisive);
    }

    private static void put(Map<String, Tag> named, String parameter, Tag tag) {
        if (named.put(parameter.toLowerCase(Locale.ROOT), tag) != null) {
            throw new IllegalStateException("Two rules for " + parameter);
        }
    }

    /** What the query is tagged with; null is none. */
    LandingTags read(byte[] query) {
        LandingTags found = LandingTags.NONE;
        if (query == null || query.length == 0) {
            return found;
        }
        UrlParameters parameters = new UrlParameters(query, 0, query.length);
        while (parameters.advance()) {
            Tag tag = parameters.in(tags);
            if (tag != null) {
                found = found == LandingTags.NONE ? new LandingTags() : found;
                set(found, tag, parameters);
            }
        }
        return found;
    }

    private static void set(LandingTags found, Tag tag, UrlParameters parameter) {
        if (tag.field() != null) {
            found.set(tag.field(), tag.rank(), parameter);
        } else if (parameter.hasValue()) {
            found.set(tag.clickId());
        }
    }
}
