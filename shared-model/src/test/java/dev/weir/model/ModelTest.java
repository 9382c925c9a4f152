package dev.weir.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.ModelSettings.Pin;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModelTest {
    private static final ModelSettings PINNED = ModelSettings.DEFAULT.withPin(new Pin("a/*", "combined", "UTC"));

    @Test
    void beginsWithItsVersion() {
        assertThat(Model.of(ModelSettings.DEFAULT, List.of("a/x.log"))).startsWith(Model.VERSION + "-");
    }

    @Test
    void differsOnlyForTheSourcesThatASettingConcerns() {
        assertThat(of(PINNED, "a/x.log")).isNotEqualTo(of(ModelSettings.DEFAULT, "a/x.log"));
        assertThat(of(PINNED, "b/x.log")).isEqualTo(of(ModelSettings.DEFAULT, "b/x.log"));
        assertThat(of(PINNED, "a/x.log", "b/x.log")).isNotEqualTo(of(ModelSettings.DEFAULT, "a/x.log", "b/x.log"));
    }

    @Test
    void doesNotDependOnHowAPinIsWrittenOrInWhatOrderSourcesCome() {
        ModelSettings exact = ModelSettings.DEFAULT.withPin(new Pin("a/x.log", "combined", "UTC"));
        ModelSettings said = ModelSettings.DEFAULT.withPin(new Pin("*", "auto", "UTC"));

        assertThat(of(exact, "a/x.log")).isEqualTo(of(PINNED, "a/x.log"));
        assertThat(of(said, "a/x.log")).isEqualTo(of(ModelSettings.DEFAULT, "a/x.log"));
        assertThat(of(PINNED, "b", "a")).isEqualTo(of(PINNED, "a", "b"));
        assertThat(Model.of(PINNED, List.of("a", "a"))).isEqualTo(Model.of(PINNED, Set.of("a")));
    }

    @Test
    void differsByFormatZoneAndTrustedProxies() {
        assertThat(List.of(
                        of(PINNED, "a/x.log"),
                        of(ModelSettings.DEFAULT.withPin(new Pin("a/*", "common", "UTC")), "a/x.log"),
                        of(ModelSettings.DEFAULT.withPin(new Pin("a/*", "combined", "Europe/Berlin")), "a/x.log"),
                        of(PINNED.withTrustedProxies(List.of("192.0.2.0/24")), "a/x.log"),
                        of(PINNED.withTrustedProxies(List.of("192.0.2.0/24", "10.0.0.0/8")), "a/x.log")))
                .doesNotHaveDuplicates();
    }

    private static String of(ModelSettings settings, String... sources) {
        return Model.of(settings, List.of(sources));
    }
}
