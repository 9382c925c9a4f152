package dev.weir.serving;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.apache.spark.sql.types.StructType;

/** Who asks knows the port only, and engines do not know each other. */
@AnalyzeClasses(packages = "dev.weir.serving", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String PORT = "dev.weir.serving";
    private static final String DELTA = "dev.weir.serving.delta..";
    private static final String DUCKDB = "dev.weir.serving.duckdb..";
    private static final String SPARK = "dev.weir.serving.spark..";
    private static final String BIGQUERY = "dev.weir.serving.bigquery..";
    private static final String CLIENT = "com.google.cloud..";
    private static final String[] SPARKS_OWN = {"org.apache.spark..", "scala..", "io.delta..", "org.apache.hadoop.."};

    @ArchTest
    static final ArchRule thePortKnowsNoEngine = noClasses()
            .that()
            .resideInAPackage(PORT)
            .should()
            .dependOnClassesThat(resideInAnyPackage(DELTA, DUCKDB, SPARK, BIGQUERY, CLIENT, "org.duckdb..")
                    .or(sparks()));

    @ArchTest
    static final ArchRule theReaderOfLogsKnowsNoEngine = noClasses()
            .that()
            .resideInAPackage(DELTA)
            .should()
            .dependOnClassesThat(resideInAnyPackage(PORT, DUCKDB, SPARK, BIGQUERY, CLIENT, "org.duckdb..")
                    .or(sparks()));

    /** But for the columns of a table that is not there yet. */
    @ArchTest
    static final ArchRule duckDbNeedsNoSpark = noClasses()
            .that()
            .resideInAPackage(DUCKDB)
            .should()
            .dependOnClassesThat(resideInAnyPackage(SPARK, BIGQUERY, CLIENT)
                    .or(sparks().and(DescribedPredicate.not(exactly(StructType.class)))));

    @ArchTest
    static final ArchRule sparkNeedsNoDuckDb = noClasses()
            .that()
            .resideInAPackage(SPARK)
            .should()
            .dependOnClassesThat(resideInAnyPackage(DELTA, DUCKDB, BIGQUERY, CLIENT, "org.duckdb.."));

    @ArchTest
    static final ArchRule bigQueryNeedsNoOtherEngine = noClasses()
            .that()
            .resideInAPackage(BIGQUERY)
            .should()
            .dependOnClassesThat(resideInAnyPackage(DELTA, DUCKDB, SPARK, "org.duckdb.."));

    private static DescribedPredicate<JavaClass> sparks() {
        return resideInAnyPackage(SPARKS_OWN);
    }

    private static DescribedPredicate<JavaClass> exactly(Class<?> type) {
        return JavaClass.Predicates.type(type);
    }
}
