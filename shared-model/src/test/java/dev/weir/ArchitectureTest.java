package dev.weir;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.weir.model.ModelSettings;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import org.apache.spark.sql.SparkSession;

/** What makes the model one that both layers can share: pure functions, which know no source, sink or clock. */
@AnalyzeClasses(packages = "dev.weir", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String SQL = "dev.weir.sql..";
    private static final String FORMAT = "dev.weir.format..";
    private static final String CATALOGUE = "dev.weir.catalogue..";
    private static final String VISIT = "dev.weir.visit..";
    private static final String ANSWERS = "dev.weir.answers..";
    private static final String MODEL = "dev.weir.model..";
    private static final String ROLLUP = "dev.weir.rollup..";
    private static final String VIEW = "dev.weir.view..";
    private static final String LEDGER = "dev.weir.ledger..";

    @ArchTest
    static final ArchRule everyPackageHasItsPlaceInTheFlow =
            classes().should().resideInAnyPackage(SQL, FORMAT, CATALOGUE, VISIT, ANSWERS, MODEL, ROLLUP, VIEW, LEDGER);

    @ArchTest
    static final ArchRule sqlImportsNothingDownstream =
            imports(SQL, FORMAT, CATALOGUE, VISIT, ANSWERS, MODEL, ROLLUP, VIEW, LEDGER);

    @ArchTest
    static final ArchRule formatsImportNothingDownstream =
            imports(FORMAT, CATALOGUE, VISIT, ANSWERS, MODEL, ROLLUP, VIEW, LEDGER);

    @ArchTest
    static final ArchRule theCatalogueImportsNothingDownstream =
            imports(CATALOGUE, VISIT, ANSWERS, MODEL, ROLLUP, VIEW, LEDGER);

    @ArchTest
    static final ArchRule visitsImportNothingDownstream = imports(VISIT, ANSWERS, MODEL, ROLLUP, VIEW, LEDGER);

    @ArchTest
    static final ArchRule answersAreDeclarations = imports(ANSWERS, MODEL, ROLLUP, VIEW, LEDGER);

    @ArchTest
    static final ArchRule nothingHereDependsOnWhichAnswersThereAre = noClasses()
            .that()
            .resideOutsideOfPackage(ANSWERS)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ANSWERS);

    @ArchTest
    static final ArchRule theModelImportsNothingDownstream = imports(MODEL, ROLLUP, VIEW, LEDGER);

    @ArchTest
    static final ArchRule rollupsImportNothingDownstream = imports(ROLLUP, VIEW, LEDGER);

    @ArchTest
    static final ArchRule viewsDoNotKnowWhatIsVisible = imports(VIEW, MODEL, ROLLUP, LEDGER);

    @ArchTest
    static final ArchRule theLedgerKnowsOfTheModelOnlyItsSettings = noClasses()
            .that()
            .resideInAPackage(LEDGER)
            .should()
            .dependOnClassesThat(resideInAnyPackage(FORMAT, CATALOGUE, VISIT, ANSWERS, MODEL, ROLLUP, VIEW)
                    .and(DescribedPredicate.not(assignableTo(ModelSettings.class))));

    @ArchTest
    static final ArchRule formatsCatalogueVisitsViewsAndLedgerKnowNoSpark = noClasses()
            .that()
            .resideInAnyPackage(SQL, FORMAT, CATALOGUE, VISIT, ANSWERS, VIEW, LEDGER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..", "scala..");

    @ArchTest
    static final ArchRule nothingKnowsOfStreaming = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.spark.sql.streaming..",
                    "org.apache.spark.sql.execution.streaming..",
                    "org.apache.spark.sql.connector.read.streaming..",
                    "org.apache.spark.streaming..");

    @ArchTest
    static final ArchRule nothingReadsAClock = noClasses()
            .should()
            .dependOnClassesThat(
                    type(Clock.class).or(type(java.util.Date.class)).or(type(java.util.Calendar.class)))
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule nothingReadsFilesOrTheNetwork = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.net..", "org.apache.hadoop..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.io\\.(File|RandomAccessFile).*");

    @ArchTest
    static final ArchRule nothingStartsASession = noClasses()
            .should()
            .callMethod(SparkSession.class, "builder")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(SparkSession.Builder.class);

    @ArchTest
    static final ArchRule attackersTextMeetsNoRegularExpression = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.regex..")
            .orShould()
            .callMethod(String.class, "matches", String.class)
            .orShould()
            .callMethod(String.class, "replaceAll", String.class, String.class)
            .orShould()
            .callMethod(String.class, "replaceFirst", String.class, String.class);

    private static ArchRule imports(String upstream, String... downstream) {
        DescribedPredicate<JavaClass> below = resideInAnyPackage(downstream);
        return noClasses().that().resideInAPackage(upstream).should().dependOnClassesThat(below);
    }
}
