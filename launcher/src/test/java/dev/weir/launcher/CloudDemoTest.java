package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From Pub/Sub through a warehouse in Cloud Storage to BigQuery's views, with a stream that is killed on the way. */
class CloudDemoTest {
    @TempDir
    Path directory;

    @Test
    void whatGoesInAtPubSubIsAnsweredByBigQueryAsByTheWarehouse() throws IOException, InterruptedException {
        Object[] demo = {
            "demo", "--cloud-emulators", "--once", "--json", "--lines", 2000, "--dir", directory.resolve("demo")
        };
        JsonNode said;
        try (ChildProcess process = ChildProcess.start("", demo)) {
            int code = process.await();
            assumeFalse(process.err().contains("the emulator needs"), process.err());
            assertThat(code).as(process.err()).isZero();
            said = new JsonMapper().readTree(process.out());
        }
        assertThat(said.get("lines").asInt()).isEqualTo(2000);
        assertThat(said.get("balance").asInt()).isZero();
        assertThat(said.get("truth_differences").asInt()).isZero();
        assertThat(said.get("digests_equal").asBoolean()).isTrue();
        assertThat(said.get("bigquery").get("views_agree").asBoolean()).isTrue();
        assertThat(said.get("bigquery").get("tables").findValuesAsText("table")).contains("lines", "cells");
        assertThat(said.get("warehouse").asText()).startsWith("gs://");
        JsonNode requests = said.get("requests");
        assertThat(requests.get("micro_batches").asInt()).isPositive();
        assertThat(requests.get("class_a_of_micro_batch").asDouble()).isPositive();
        assertThat(requests.get("class_b_of_micro_batch").asDouble()).isPositive();
    }

    @Test
    void realLogsAreForTheOtherDemo() {
        Cli refused = Cli.run("demo", "--cloud-emulators", "--logs", directory.resolve("access.log"));

        assertThat(refused.code()).isOne();
        assertThat(refused.err()).contains("--cloud-emulators is for generated lines; leave out --logs");
        assertThat(directory).isEmptyDirectory();
    }
}
