package dev.weir.answers;

import dev.weir.catalogue.Catalogue;
import dev.weir.catalogue.Rollup;
import java.util.List;
import java.util.stream.Stream;

/** What Weir answers: all families of rollups. */
public final class Answers {
    private static final List<Rollup> ROLLUPS = Stream.of(
                    TrafficAnswers.ROLLUPS,
                    ContentAnswers.ROLLUPS,
                    AudienceAnswers.ROLLUPS,
                    PlaceAnswers.ROLLUPS,
                    AgentAnswers.ROLLUPS,
                    MarketingAnswers.ROLLUPS)
            .flatMap(List::stream)
            .toList();

    public static final Catalogue CATALOGUE = new Catalogue(ROLLUPS);

    private Answers() {}
}
