package dev.weir.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierTest {
    @Test
    void namesAreQuotedWhateverTheyAre() {
        assertThat(Identifier.quoted("rollup")).isEqualTo("`rollup`");
        assertThat(Identifier.list("s", List.of("at", "Day_1"))).isEqualTo("`s`.`at`, `s`.`Day_1`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a`b", "a\\b", "a.b", "a b", "grün", "a;"})
    void whatCouldEndAQuoteIsNoName(String name) {
        assertThatThrownBy(() -> Identifier.quoted(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid identifier: " + name + ", must be letters, digits and underscores");
    }
}
