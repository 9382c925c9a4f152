package dev.weir.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Agents that came before, by their texts: few send most requests, and looking for secrets in a text and for families costs
 * microseconds. For one thread; it keeps some thousands, of a bounded length.
 */
final class KnownAgents {
    private static final int MOST = 1 << 13;
    private static final int LONGEST = 512;

    private final Map<UTF8String, KnownAgent> byText = new HashMap<>();

    /**
     * What is known of an agent.
     *
     * @param text as sent; null where there is none
     * @param make makes it; what it makes of a text that is not kept as it is, is made again each time
     */
    KnownAgent of(UTF8String text, Function<UTF8String, KnownAgent> make) {
        KnownAgent known = byText.get(text);
        if (known != null) {
            return known;
        }
        known = make.apply(text);
        if (!Objects.equals(known.text(), text) || text != null && text.numBytes() > LONGEST) {
            return known;
        }
        if (byText.size() == MOST) {
            byText.clear();
        }
        // The text is a slice of its line.
        UTF8String own = text == null ? null : text.copy();
        KnownAgent lasting = new KnownAgent(own, known.agent(), known.values());
        byText.put(own, lasting);
        return lasting;
    }
}
