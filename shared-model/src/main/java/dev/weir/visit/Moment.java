package dev.weir.visit;

/**
 * When an event was, so that no two events are at once: of two at the same microsecond, the one of the lower id comes first. Many logs
 * have whole seconds, so that it decides often; it says nothing about which was first, only that everybody picks the same one.
 *
 * @param time microseconds since the epoch, UTC
 * @param event the event's id
 */
public record Moment(long time, Hash128 event) implements Comparable<Moment> {
    @Override
    public int compareTo(Moment other) {
        int byTime = Long.compare(time, other.time);
        return byTime != 0 ? byTime : event.compareTo(other.event);
    }
}
