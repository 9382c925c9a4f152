package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The list of parts that the build makes, which a user's scanner reads. */
class PartsListTest {
    private static final Path LIST = Path.of("target", "bom.json");

    @Test
    void namesEveryPartInTheVersionThatIsOnTheClassPath() throws IOException {
        Set<String> jars = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).getFileName().toString())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> listed = new TreeSet<>();
        Set<String> names = new TreeSet<>();
        JsonNode list = new ObjectMapper().readTree(LIST.toFile());
        for (JsonNode part : list.get("components")) {
            if (!part.get("group").asText().equals("dev.weir")) {
                listed.add(jar(part));
                names.add(part.get("group").asText() + ":" + part.get("name").asText());
            }
        }
        assertThat(list.get("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(jars).containsAll(listed);
        assertThat(names)
                .contains(
                        "org.apache.spark:spark-core_2.12",
                        "org.apache.kafka:kafka-clients",
                        "at.yawk.lz4:lz4-java",
                        "io.netty:netty-handler",
                        "org.apache.ivy:ivy",
                        "com.google.cloud:google-cloud-pubsub")
                .doesNotContain("org.lz4:lz4-java", "org.assertj:assertj-core");
    }

    /** The file's name, of which the package URL has the classifier. */
    private static String jar(JsonNode part) {
        String url = part.get("purl").asText();
        int at = url.indexOf("classifier=");
        String classifier =
                at < 0 ? "" : "-" + url.substring(at + "classifier=".length()).split("&", 2)[0];
        return part.get("name").asText() + "-" + part.get("version").asText() + classifier + ".jar";
    }
}
