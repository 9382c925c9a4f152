package dev.weir.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivacySettingsTest {
    @Test
    void areTheSameTextForEqualOnes() {
        PrivacySettings settings =
                new PrivacySettings(AddressPrivacy.PSEUDONYM, 30, true, names("Customer", "age"), names("key"));

        assertThat(settings.text()).isEqualTo("addresses=pseudonym rotation=30 redact=true also=age,customer keep=key");
        assertThat(PrivacySettings.parse(settings.text())).isEqualTo(settings);
        assertThat(PrivacySettings.parse(PrivacySettings.DEFAULT.text())).isEqualTo(PrivacySettings.DEFAULT);
        assertThat(PrivacySettings.DEFAULT.text()).isEqualTo("addresses=whole rotation=1 redact=true also= keep=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "addresses=whole",
                "addresses=hidden rotation=1 redact=true also= keep=",
                "addresses=whole rotation=x redact=true also= keep=",
                "addresses=whole rotation=1 redact=yes also= keep=",
                "rotation=1 addresses=whole redact=true also= keep=",
                "addresses=whole rotation=1 redact=true also= keep= more=1"
            })
    void areRefusedWhereTheTextIsNone(String text) {
        assertThatThrownBy(() -> PrivacySettings.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid privacy settings: " + text
                        + ", must be like addresses=pseudonym rotation=30 redact=true also=customer keep=key");
    }

    @Test
    void areValidByConstruction() {
        assertThatThrownBy(() -> of(0, names(), names()))
                .hasMessage("Invalid rotation of pseudonyms: 0 days, must be between 1 and 3660");
        assertThatThrownBy(() -> of(1, names("a b"), names()))
                .hasMessage(
                        "Invalid name of a parameter: a b, must be 1 to 64 of the characters a-z 0-9 _ - . [ ] $, and"
                                + " have a letter or digit");
        assertThatThrownBy(() -> of(1, names("__"), names())).hasMessageStartingWith("Invalid name of a parameter: __");
        assertThatThrownBy(() -> of(1, names("x"), names("X")))
                .hasMessage("Invalid privacy of parameters: x is both to be redacted and to be kept, must be one");
    }

    private static PrivacySettings of(int days, SortedSet<String> also, SortedSet<String> kept) {
        return new PrivacySettings(AddressPrivacy.WHOLE, days, true, also, kept);
    }

    private static SortedSet<String> names(String... names) {
        return new TreeSet<>(List.of(names));
    }
}
