package dev.weir.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weir.model.ModelSettings.Pin;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelSettingsTest {
    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource({
        "/var/log/a.log, /var/log/a.log, true",
        "/var/log/a.log, /var/log/a.log.1, false",
        "/var/log/a*, /var/log/a.log, true",
        "/var/log/a*, /var/log/a, true",
        "/var/log/a*, /var/log/b.log, false",
        "*, anything, true",
        "*, '', true",
        "a*c, abc, false",
        "a*c, a*c, true",
        "a**, a*b, true",
        "a**, ab, false",
        "a.log, axlog, false",
        "'glob:/var/log/{a,b}/*.log', /var/log/a/x.log, true",
        "'glob:/var/log/{a,b}/*.log', /var/log/c/x.log, false",
        "'glob:/var/log/{a,b/c}', /var/log/b/c/x.log, true",
        "glob:/var/log/app?, /var/log/app1, true",
        "glob:/var/log/app?, /var/log/app1/deep/x.log, true",
        "glob:/var/log/app?, /var/log/app12, false",
        "glob:/var/log/app?, /var/log/app, false",
        "glob:/var/log/[ab].log, /var/log/b.log, true",
        "glob:/var/log/[^ab].log, /var/log/b.log, false",
        "glob:/var/log/app*.log, /var/log/application.txt, false",
        "glob:/var/log/app*.log, /var/log/a/app.log, false",
        "glob:/var/log/*a*b*.log, /var/log/aab.b.log, true",
        "'glob:/var/log/\\[a].log', '/var/log/[a].log', true",
        "glob:gs://bucket/*/a.log, gs://bucket/x/a.log, true",
    })
    void aPinSpeaksOfOneSourceOrOfThoseWithAPrefix(String pinned, String source, boolean matches) {
        assertThat(new Pin(pinned, "auto", "UTC").matches(source)).isEqualTo(matches);
    }

    @Test
    void theLastMatchingPinHolds() {
        ModelSettings settings = ModelSettings.DEFAULT
                .withPin(new Pin("a/x.log", "common", "UTC"))
                .withPin(new Pin("a/*", "combined", "UTC"))
                .withPin(new Pin("b/*", "w3c", "UTC"));

        assertThat(settings.pinOf("a/x.log").format()).isEqualTo("combined");
        assertThat(settings.pinOf("a/y.log").format()).isEqualTo("combined");
        assertThat(settings.pinOf("b/y.log").format()).isEqualTo("w3c");
    }

    @Test
    void aNewPinOfTheSameSourcesReplacesTheOldOneAndComesLast() {
        Pin exact = new Pin("a/x.log", "common", "UTC");
        ModelSettings settings = ModelSettings.DEFAULT.withPin(exact).withPin(new Pin("a/*", "combined", "UTC"));

        ModelSettings again = settings.withPin(exact);

        assertThat(again.pins()).hasSize(2);
        assertThat(again.pinOf("a/x.log")).isEqualTo(exact);
        assertThat(settings.pinOf("a/x.log").format()).isEqualTo("combined");
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(strings = {"", " ", "some.log"})
    void withoutAPinTheFormatIsRecognisedAndTheZoneUtc(String source) {
        Pin pin = ModelSettings.DEFAULT.pinOf(source);

        assertThat(pin.format()).isEqualTo("auto");
        assertThat(pin.zone()).isEqualTo("UTC");
    }

    @Test
    void aPinWithoutASourceOrAZoneIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pin(" ", "auto", "UTC"))
                .withMessage("Invalid pin: the source is empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pin("glob:/var/[log", "auto", "UTC"))
                .withMessage("Invalid glob: /var/[log, must close its brackets, around something");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pin("a", "auto", "Europe/Atlantis"))
                .withMessage("Invalid zone: Europe/Atlantis, expected a name such as Europe/Berlin or +02:00");
    }

    @Test
    void doNotChangeWithTheListsTheyWereMadeOf() {
        List<String> proxies = new ArrayList<>(List.of("10.0.0.0/8"));
        ModelSettings settings = new ModelSettings(List.of(), proxies, null);

        proxies.add("192.0.2.0/24");

        assertThat(settings.trustedProxies()).containsExactly("10.0.0.0/8");
    }

    @Test
    void areReadBackAsTheyWereWritten() {
        ModelSettings settings = new ModelSettings(
                List.of(new Pin("a/*", "'$remote_addr \"$request\" \\'' \n '$status'", "Europe/Berlin")),
                List.of("10.0.0.0/8", "2001:db8::/32"),
                new EventTimes(null, 30));

        assertThat(SettingsJson.read(SettingsJson.write(settings))).isEqualTo(settings);
    }

    @Test
    void ofAVersionThatKnewNoBoundsHaveTheDefault() {
        assertThat(SettingsJson.read("{\"pins\":[],\"trustedProxies\":[]}")).isEqualTo(ModelSettings.DEFAULT);
    }
}
