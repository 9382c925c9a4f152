package dev.weir.ledger;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Which of the lambda's two layers wrote a segment. */
public enum Layer {
    SPEED,
    BATCH;

    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
