package dev.weir.bigquery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.weir.answers.Answers;
import dev.weir.emulators.EmulatorException;
import dev.weir.emulators.GoogleSql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Google's own grammar and analyser judge every statement that BigQuery gets, each against what the ones before it made. */
class GoogleSqlTest {
    /** SQL in the documentation is in double quotes, or in single ones. */
    private static final Pattern QUERY = Pattern.compile("bq query[^\\n]*?[\"'](SELECT [^\"\\n]*?)[\"']\\n");

    private static final List<String> WRONG = List.of(
            "SELECT day AS rollup FROM traffic",
            "SELECT nothing FROM `acme.weir.lines`",
            "SELECT * FROM `acme.weir.nothing`",
            "SELECT requests + site FROM traffic",
            "SELECT * FROM traffic_between('a', 1.5)",
            "CREATE VIEW x AS SELECT SUM(requests) AS n FROM traffic GROUP BY n");

    @TempDir
    static Path directory;

    private static final Map<String, String> VERDICTS = new LinkedHashMap<>();

    @BeforeAll
    static void judge() throws Exception {
        List<String> statements = new ArrayList<>(GeneratedSql.ofBigQuery());
        statements.addAll(GeneratedSql.ofViewsElsewhere());
        statements.addAll(queries());
        statements.addAll(WRONG);
        try {
            List<String> verdicts = GoogleSql.verdicts(GeneratedSql.DATASET.toString(), statements, directory);
            assertThat(verdicts).hasSameSizeAs(statements);
            for (int i = 0; i < statements.size(); i++) {
                VERDICTS.put(statements.get(i), verdicts.get(i));
            }
        } catch (EmulatorException missing) {
            abort(missing.getMessage());
        }
    }

    @Test
    void everyGeneratedStatementIsGoogleSql() {
        List<String> generated = new ArrayList<>(GeneratedSql.ofBigQuery());
        generated.addAll(GeneratedSql.ofViewsElsewhere());

        assertThat(generated).allSatisfy(sql -> assertThat(VERDICTS.get(sql)).isEmpty());
    }

    @Test
    void everyQueryThatIsAskedOrDocumentedIsGoogleSql() throws Exception {
        assertThat(queries())
                .hasSizeGreaterThan(2)
                .allSatisfy(sql -> assertThat(VERDICTS.get(sql)).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | Syntax error: Unexpected keyword ROLLUP",
                "1 | Unrecognized name: nothing",
                "2 | Table not found: `acme.weir.nothing`",
                "3 | No matching signature for operator +",
                "4 | No matching signature for acme.weir",
                "5 | not allowed in GROUP BY"
            })
    void whatIsWrongIsRefused(int index, String words) {
        assertThat(VERDICTS.get(WRONG.get(index))).containsIgnoringCase(words.replace(" for acme.weir", ""));
    }

    /** Queries over the views, as people and Weir ask them. */
    private static List<String> queries() throws Exception {
        List<String> queries = new ArrayList<>();
        for (String page : List.of("README.md", "docs/operations.md")) {
            QUERY.matcher(Files.readString(Path.of("..", page)))
                    .results()
                    .forEach(found -> queries.add(found.group(1).replace("weir.", "")));
        }
        queries.add(Answers.CATALOGUE.rollups().stream()
                .map(rollup -> "SELECT '" + rollup.name() + "', SUM(`requests`) FROM `" + rollup.name() + "`")
                .collect(Collectors.joining(" UNION ALL ")));
        queries.add("SELECT * FROM `acme.weir.traffic_as_of`(12)");
        queries.add("SELECT SUM(requests) FROM `acme.weir.traffic_between`(DATE '2026-11-20', DATE '2026-11-21')");
        return queries;
    }
}
