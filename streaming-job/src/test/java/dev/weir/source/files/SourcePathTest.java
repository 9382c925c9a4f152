package dev.weir.source.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourcePathTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/var/log/nginx/access.log | true",
                "/var/log/a:b.log | true",
                "/var/log/kafka:topic | true",
                "gs://bucket/logs/access.log.gz | true",
                "hdfs://host:8020/logs/a.log | true",
                "file:/logs/a.log | true",
                "kafka:access | false",
                "kafka:a.b-c_d | false",
                "pubsub:projects/p/subscriptions/s | false",
                "pubsublite:projects/p/locations/z/subscriptions/s | false",
                "'' | false"
            })
    void filesAreToldFromOtherSourcesByTheirNamesAlone(String source, boolean file) {
        assertThat(SourcePath.isName(source)).isEqualTo(file);
    }
}
