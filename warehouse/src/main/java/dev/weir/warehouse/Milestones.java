package dev.weir.warehouse;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Told when a job reaches a milestone. */
@FunctionalInterface
public interface Milestones {
    /** Names milestones at which to die, and which time: {@code landed}, {@code landed:2,staged}. */
    String KILL_AT = "WEIR_KILL_AT";

    /** Names, in the same way, milestones at which to stand still until SIGCONT comes. */
    String PAUSE_AT = "WEIR_PAUSE_AT";

    void reached(Milestone milestone);

    /**
     * Does nothing, or, for tests of survival, stops this process at the milestones that {@value #PAUSE_AT} names, and kills it
     * at those of {@value #KILL_AT}.
     *
     * @throws IllegalArgumentException if one of them names none
     */
    static Milestones of(Map<String, String> environment) {
        List<SelfSignal> signals = Stream.concat(
                        SelfSignal.in(environment, PAUSE_AT, SelfSignal.Kind.STOP).stream(),
                        SelfSignal.in(environment, KILL_AT, SelfSignal.Kind.KILL).stream())
                .toList();
        return milestone -> signals.forEach(signal -> signal.reached(milestone));
    }
}
