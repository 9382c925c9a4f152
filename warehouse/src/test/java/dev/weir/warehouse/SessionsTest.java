package dev.weir.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class SessionsTest {
    @Test
    void sumsComeRoundAndCastsGiveNullWhateverSparkDoesByDefault() {
        SparkSession before = Sessions.start("tests");
        before.conf().set("spark.sql.ansi.enabled", "true");

        Row answer = Sessions.start("tests")
                .sql("SELECT SUM(n), CAST('no number' AS INT) FROM VALUES (9223372036854775807L), (1L) AS t(n)")
                .head();

        assertThat(answer.getLong(0)).isEqualTo(Long.MIN_VALUE);
        assertThat(answer.isNullAt(1)).isTrue();
    }
}
