package dev.weir;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.weir.model.ModelSettings;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** What makes the model one that both layers can share: pure functions, which know no source, sink or clock. */
@AnalyzeClasses(packages = "dev.weir", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ANSWERS = "dev.weir.answers..";
    private static final String MODEL = "dev.weir.model..";
    private static final String ROLLUP = "dev.weir.rollup..";
    private static final String VIEW = "dev.weir.view..";
    private static final String LEDGER = "dev.weir.ledger..";

    /** In the order in which data flows. */
    private static final List<String> FLOW = List.of(
            "dev.weir.sql..",
            "dev.weir.text..",
            "dev.weir.format..",
            "dev.weir.place..",
            "dev.weir.agent..",
            "dev.weir.acquisition..",
            "dev.weir.privacy..",
            "dev.weir.catalogue..",
            "dev.weir.visit..",
            ANSWERS,
            MODEL,
            ROLLUP,
            VIEW,
            LEDGER);

    @ArchTest
    static final ArchRule everyPackageHasItsPlaceInTheFlow =
            classes().should().resideInAnyPackage(FLOW.toArray(String[]::new));

    @ArchTest
    static void packagesImportOnlyWhatIsUpstream(JavaClasses all) {
        for (int i = 0; i < FLOW.size() - 1; i++) {
            imports(FLOW.get(i), FLOW.subList(i + 1, FLOW.size())).check(all);
        }
    }

    @ArchTest
    static final ArchRule nothingHereDependsOnWhichAnswersThereAre = noClasses()
            .that()
            .resideOutsideOfPackage(ANSWERS)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ANSWERS);

    @ArchTest
    static final ArchRule viewsKnowNeitherTheModelNorWhatIsVisible = imports(VIEW, List.of(MODEL, ROLLUP, LEDGER));

    @ArchTest
    static final ArchRule theLedgerKnowsOfTheModelOnlyItsSettings = noClasses()
            .that()
            .resideInAPackage(LEDGER)
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            FLOW.stream().filter(name -> !name.equals(LEDGER)).toArray(String[]::new))
                    .and(DescribedPredicate.not(assignableTo(ModelSettings.class))));

    @ArchTest
    static final ArchRule onlyTheModelAndRollupsKnowSpark = noClasses()
            .that()
            .resideOutsideOfPackages(MODEL, ROLLUP)
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
            .dependOnClassesThat(
                    resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.net..", "org.apache.hadoop..")
                            .and(DescribedPredicate.not(type(InetAddress.class))))
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.io\\.(File|RandomAccessFile).*");

    /** Of all that {@link InetAddress} does, this alone asks nobody. */
    @ArchTest
    static final ArchRule addressesAreMadeOfBytes = noClasses()
            .should()
            .callMethodWhere(target(owner(assignableTo(InetAddress.class)))
                    .and(DescribedPredicate.not(target(nameMatching("getByAddress")))));

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

    private static ArchRule imports(String upstream, List<String> downstream) {
        DescribedPredicate<JavaClass> below = resideInAnyPackage(downstream.toArray(String[]::new));
        return noClasses().that().resideInAPackage(upstream).should().dependOnClassesThat(below);
    }
}
