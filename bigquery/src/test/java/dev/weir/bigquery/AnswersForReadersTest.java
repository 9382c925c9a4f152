package dev.weir.bigquery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.answers.Answers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people get who may not read the tables. */
class AnswersForReadersTest {
    @Test
    void areTheViewsThatNameNoClientAndNoFunctions() {
        List<String> statements = new BigQueryViews(DatasetName.parse("acme.weir"), Answers.CATALOGUE)
                .answersIn(DatasetName.parse("acme.r"));

        assertThat(statements)
                .extracting(statement -> statement.substring(0, statement.indexOf(" (")))
                .containsExactlyInAnyOrder(
                        "CREATE OR REPLACE VIEW `acme.r.traffic`",
                        "CREATE OR REPLACE VIEW `acme.r.paths`",
                        "CREATE OR REPLACE VIEW `acme.r.status`",
                        "CREATE OR REPLACE VIEW `acme.r.sites`",
                        "CREATE OR REPLACE VIEW `acme.r.referrers`",
                        "CREATE OR REPLACE VIEW `acme.r.not_found`",
                        "CREATE OR REPLACE VIEW `acme.r.countries`",
                        "CREATE OR REPLACE VIEW `acme.r.networks`",
                        "CREATE OR REPLACE VIEW `acme.r.browsers`",
                        "CREATE OR REPLACE VIEW `acme.r.systems`",
                        "CREATE OR REPLACE VIEW `acme.r.devices`",
                        "CREATE OR REPLACE VIEW `acme.r.bots`",
                        "CREATE OR REPLACE VIEW `acme.r.ai`",
                        "CREATE OR REPLACE VIEW `acme.r.pages`",
                        "CREATE OR REPLACE VIEW `acme.r.searches`",
                        "CREATE OR REPLACE VIEW `acme.r.landing_health`",
                        "CREATE OR REPLACE VIEW `acme.r.audiences`");
        assertThat(statements).allSatisfy(statement -> assertThat(statement).contains("`acme.weir.cells`"));
    }
}
