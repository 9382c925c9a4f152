package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.emulators.CloudStorageEmulator;
import dev.weir.emulators.EmulatorException;
import dev.weir.emulators.StorageOperation;
import dev.weir.emulators.Troubles;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of buckets, by Google's client, where the emulator says of them what the service does. */
class CheckCommandTest {
    private static final String BUCKET = "acme-weir";
    private static final String PATH = "gs://" + BUCKET + "/warehouse";
    private static final String ROOT = "spark.hadoop.fs.gs.storage.root.url";

    @TempDir
    static Path temp;

    private static CloudStorageEmulator emulator;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        try {
            emulator = CloudStorageEmulator.start(temp, Troubles.none());
        } catch (EmulatorException missing) {
            abort(missing.getMessage());
        }
        emulator.createBucket(BUCKET);
    }

    @AfterAll
    static void stop() {
        if (emulator != null) {
            emulator.close();
        }
    }

    @BeforeEach
    void itIsHadoopThatIsTold() {
        emulator.properties().forEach(System::setProperty);
        emulator.withhold(BUCKET, Set.of());
        describe("");
    }

    @AfterEach
    void forget() {
        emulator.properties().keySet().forEach(System::clearProperty);
    }

    /** What the service says of a bucket that was made with the options that the remedies name. */
    private static void describe(String besides) {
        emulator.describe(
                BUCKET,
                "{\"kind\":\"storage#bucket\",\"id\":\"acme-weir\",\"name\":\"acme-weir\",\"projectNumber\":\"1\","
                        + "\"metageneration\":\"1\",\"timeCreated\":\"2026-11-20T10:00:00.000Z\",\"etag\":\"CAE=\","
                        + "\"iamConfiguration\":{\"uniformBucketLevelAccess\":{\"enabled\":true}}"
                        + (besides.contains("\"location\"")
                                ? ""
                                : ",\"location\":\"EUROPE-WEST3\",\"locationType\":\"region\"")
                        + (besides.startsWith(",\"storageClass\"") ? "" : ",\"storageClass\":\"STANDARD\"")
                        + besides + "}");
    }

    @Test
    void aBucketThatFitsHasOneLineACheck() {
        Cli cli = Cli.run("check", PATH, "--location", "europe-west3");

        assertThat(cli.code()).as(cli.out() + cli.err()).isZero();
        assertThat(cli.err()).isEmpty();
        assertThat(cli.out().lines()).allMatch(line -> line.startsWith("OK   "));
        assertThat(cli.out().lines().map(line -> line.substring(5).split(" {2,}", 2)[0]))
                .containsExactly(
                        "bucket",
                        "storage.objects.create",
                        "storage.objects.get",
                        "storage.objects.list",
                        "storage.objects.delete",
                        "storage.buckets.get",
                        "location",
                        "storage class",
                        "hierarchical namespace",
                        "retention policy",
                        "default event-based hold",
                        "soft delete",
                        "object versioning",
                        "requester pays",
                        "lifecycle",
                        "write, refuse, read, delete");
    }

    @Test
    void whatIsMadeIsTakenAway() {
        long deleted = emulator.counts().of(StorageOperation.DELETE);
        long made = emulator.counts().of(StorageOperation.INSERT);

        assertThat(Cli.run("check", PATH).code()).isZero();

        assertThat(emulator.counts().of(StorageOperation.INSERT) - made).isOne();
        assertThat(emulator.counts().of(StorageOperation.DELETE) - deleted).isOne();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"location\":\"EU\",\"locationType\":\"multi-region\" | WARN | location | eu (multi-region): a byte that is kept costs more"
                        + " | gcloud storage buckets create gs://NEW --location=europe-west3",
                "\"location\":\"EUR4\",\"locationType\":\"dual-region\" | WARN | location | eur4 (dual-region)"
                        + " | --location=europe-west3",
                "\"location\":\"EU\",\"locationType\":\"dual-region\",\"customPlacementConfig\":{\"dataLocations\":[\"EUROPE-WEST1\",\"EUROPE-WEST4\"]}"
                        + " | WARN | location | eu (dual-region) of europe-west1, europe-west4 | --location=europe-west3",
                "\"location\":\"US-EAST1\",\"locationType\":\"region\" | WARN | location | us-east1 (region), and --location is europe-west3"
                        + " | run jobs in us-east1",
                "\"storageClass\":\"NEARLINE\" | WARN | storage class | NEARLINE: what is read is billed | --default-storage-class=STANDARD",
                "\"autoclass\":{\"enabled\":true,\"toggleTime\":\"2026-11-20T10:00:00.000Z\",\"terminalStorageClass\":\"NEARLINE\"}"
                        + " | OK | storage class | Autoclass | ~~",
                "\"hierarchicalNamespace\":{\"enabled\":true} | WARN | hierarchical namespace | it has one"
                        + " | --no-enable-hierarchical-namespace",
                "\"softDeletePolicy\":{\"retentionDurationSeconds\":\"604800\",\"effectiveTime\":\"2026-11-20T10:00:00.000Z\"}"
                        + " | WARN | soft delete | can be restored for 7 days, and is billed | buckets update gs://acme-weir --clear-soft-delete",
                "\"softDeletePolicy\":{\"retentionDurationSeconds\":\"0\"} | OK | soft delete | it is off | ~~",
                "\"versioning\":{\"enabled\":true} | WARN | object versioning | noncurrent version"
                        + " | buckets update gs://acme-weir --no-versioning",
                "\"versioning\":{\"enabled\":false} | OK | object versioning | it is off | ~~",
                "\"billing\":{\"requesterPays\":true} | WARN | requester pays | name no project | --no-requester-pays",
                "\"retentionPolicy\":{\"retentionPeriod\":\"86400\",\"effectiveTime\":\"2026-11-20T10:00:00.000Z\"}"
                        + " | FAIL | retention policy | for 1 day: | buckets update gs://acme-weir --clear-retention-period",
                "\"retentionPolicy\":{\"retentionPeriod\":\"60\",\"effectiveTime\":\"2026-11-20T10:00:00.000Z\",\"isLocked\":true}"
                        + " | FAIL | retention policy | for 60 s: | take another bucket",
                "\"defaultEventBasedHold\":true | FAIL | default event-based hold | no new object can be deleted"
                        + " | buckets update gs://acme-weir --no-default-event-based-hold",
            })
    void settingsThatCostOrHinderAreTold(String resource, String verdict, String check, String reason, String remedy) {
        describe("," + resource);

        Cli cli = Cli.run("check", PATH, "--location", "EUROPE-WEST3", "--json");

        requireFinding(cli, check, verdict, reason, remedy);
    }

    private static final String DELETE = "{\"action\":{\"type\":\"Delete\"},\"condition\":";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Delete | \"age\":30 | FAIL",
                "Delete | \"age\":0 | FAIL",
                "Delete | \"createdBefore\":\"2026-01-01\" | FAIL",
                "Delete | \"age\":30,\"isLive\":true | FAIL",
                "Delete | \"age\":30,\"isLive\":false | OK",
                "Delete | \"numNewerVersions\":3 | OK",
                "Delete | \"numNewerVersions\":0 | FAIL",
                "Delete | \"daysSinceNoncurrentTime\":7 | OK",
                "Delete | \"noncurrentTimeBefore\":\"2026-01-01\" | OK",
                "Delete | \"daysSinceCustomTime\":7 | OK",
                "Delete | \"customTimeBefore\":\"2026-01-01\" | OK",
                "Delete | \"age\":1,\"matchesPrefix\":[\"logs/\",\"tmp/\"] | OK",
                "Delete | \"age\":1,\"matchesPrefix\":[\"logs/\",\"ware\"] | FAIL",
                "Delete | \"age\":1,\"matchesPrefix\":[\"warehouse/archive/arrival_day=2026-11-20/\"] | FAIL",
                "Delete | \"age\":1,\"matchesPrefix\":[\"warehouse2/\"] | OK",
                "Delete | \"age\":1,\"matchesPrefix\":[\"\"] | FAIL",
                "Delete | \"age\":1,\"matchesSuffix\":[\".tmp\",\".log.gz.bak\"] | OK",
                "Delete | \"age\":1,\"matchesSuffix\":[\".tmp\",\".zstd.parquet\"] | FAIL",
                "Delete | \"age\":1,\"matchesSuffix\":[\"7\"] | FAIL",
                "Delete | \"age\":1,\"matchesPrefix\":[\"warehouse/\"],\"matchesSuffix\":[\".tmp\"] | OK",
                "Delete | \"age\":1,\"matchesStorageClass\":[\"ARCHIVE\"] | OK",
                "Delete | \"age\":1,\"matchesStorageClass\":[\"STANDARD\"] | FAIL",
                "AbortIncompleteMultipartUpload | \"age\":7 | OK",
                "SetStorageClass\",\"storageClass\":\"NEARLINE | \"age\":30 | WARN",
                "SetStorageClass\",\"storageClass\":\"NEARLINE | \"age\":30,\"matchesPrefix\":[\"warehouse/archive/\"] | WARN",
                "SetStorageClass\",\"storageClass\":\"NEARLINE | \"age\":30,\"matchesPrefix\":[\"logs/\"] | OK",
                "SetStorageClass\",\"storageClass\":\"COLDLINE | \"isLive\":false | OK",
                "Fold | \"age\":30 | WARN",
            })
    void aRuleIsJudgedByWhatItMayDoToLiveObjectsOfTheWarehouse(String action, String condition, String verdict) {
        describe(",\"lifecycle\":{\"rule\":[{\"action\":{\"type\":\"" + action + "\"},\"condition\":{" + condition
                + "}}]}");

        Cli cli = Cli.run("check", PATH, "--json");

        boolean fits = verdict.equals("OK");
        requireFinding(
                cli,
                fits ? "lifecycle" : "lifecycle rule 1",
                verdict,
                fits ? "of 1 rules, none touches live objects below " + PATH : "",
                fits ? "" : "gcloud storage buckets update gs://acme-weir --clear-lifecycle");
    }

    @Test
    void aRuleMayConcernWhatAnotherMovedToItsClass() {
        describe(",\"lifecycle\":{\"rule\":["
                + "{\"action\":{\"type\":\"SetStorageClass\",\"storageClass\":\"ARCHIVE\"},\"condition\":{\"age\":30}},"
                + DELETE + "{\"age\":400,\"matchesStorageClass\":[\"ARCHIVE\"]}}]}");

        Cli cli = Cli.run("check", PATH, "--json");

        requireFinding(
                cli, "lifecycle rule 1", "WARN", "moves objects below " + PATH + " to ARCHIVE", "archive/ alone");
        requireFinding(
                cli,
                "lifecycle rule 2",
                "FAIL",
                "delete live objects below " + PATH + " when they are 400 days old",
                "--lifecycle-file=FILE");
    }

    @Test
    void aWholeBucketIsBelowEachRule() {
        describe(",\"lifecycle\":{\"rule\":[" + DELETE + "{\"age\":1,\"matchesPrefix\":[\"tmp/\"]}}]}");

        assertThat(Cli.run("check", PATH + "/").code()).isZero();
        assertThat(Cli.run("check", "gs://" + BUCKET).code()).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "storage.objects.create, roles/storage.objectUser",
        "storage.objects.get, roles/storage.objectUser",
        "storage.objects.list, roles/storage.objectUser",
        "storage.objects.delete, roles/storage.objectUser",
        "storage.buckets.get, roles/storage.bucketViewer"
    })
    void aPermissionThatIsMissingIsNamedWithItsRole(String permission, String role) {
        emulator.withhold(BUCKET, Set.of(permission));

        Cli cli = Cli.run("check", PATH, "--json");

        requireFinding(
                cli,
                permission,
                "FAIL",
                "it is missing",
                "gcloud storage buckets add-iam-policy-binding gs://acme-weir --member=user:YOU --role=" + role);
        assertThat(cli.json().get("checks"))
                .filteredOn(check -> check.get("verdict").asText().equals("fail"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"storage.objects.delete", "storage.buckets.get"})
    void nothingIsWrittenThatMightStay(String permission) {
        emulator.withhold(BUCKET, Set.of(permission));
        long made = emulator.counts().of(StorageOperation.INSERT);

        requireFinding(Cli.run("check", PATH, "--json"), "write, refuse, read, delete", "WARN", "not tried: ", "");
        emulator.withhold(BUCKET, Set.of());
        describe(",\"defaultEventBasedHold\":true");
        requireFinding(Cli.run("check", PATH, "--json"), "write, refuse, read, delete", "WARN", "not tried: ", "");

        assertThat(emulator.counts().of(StorageOperation.INSERT)).isEqualTo(made);
    }

    @Test
    void aServiceThatIsSlowRefusesOrLosesItsAnswersIsAskedAgain() throws IOException, InterruptedException {
        try (CloudStorageEmulator troubled = CloudStorageEmulator.start(temp.resolve("troubled"), Troubles.some())) {
            troubled.createBucket(BUCKET);
            System.setProperty(ROOT, troubled.properties().get(ROOT));
            // One of its requests in 20 goes wrong.
            for (int i = 0; i < 30; i++) {
                Cli cli = Cli.run("check", PATH);
                assertThat(cli.code()).as(cli.out() + cli.err()).isZero();
            }
        }
    }

    @Test
    void aBucketThatIsNotThereIsOneLine() {
        Cli cli = Cli.run("check", "gs://acme-none/warehouse", "--location", "europe-west3");

        assertThat(cli.code()).isOne();
        assertThat(cli.err()).isEmpty();
        assertThat(cli.out())
                .matches(
                        "FAIL bucket +gs://acme-none: there is none of this name; mind the name, or make it: gcloud storage"
                                + " buckets create gs://acme-none --location=europe-west3 --uniform-bucket-level-access\n");
    }

    @Test
    void aServiceThatDoesNotAnswerIsOneLine() throws IOException {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        System.setProperty(ROOT, "http://127.0.0.1:" + nobody + "/");

        Cli cli = Cli.run("check", PATH);

        assertThat(cli.code()).isOne();
        assertThat(cli.out().lines()).hasSize(1);
        assertThat(cli.out())
                .startsWith("FAIL bucket")
                .contains("Connection refused", "http://127.0.0.1:" + nobody + " was asked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/var/lib/weir", "file:/var/lib/weir", "hdfs://host/weir", "acme-weir", ""})
    void whatIsNoBucketIsToldInOneLine(String path) {
        Cli cli = Cli.run("check", path);

        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err())
                .isEqualTo(
                        "check: Cannot check " + path
                                + ": this command is about buckets of Cloud Storage; name one as gs://BUCKET or gs://BUCKET/PATH\n");
    }

    private static void requireFinding(Cli cli, String check, String verdict, String reason, String remedy) {
        JsonNode document = cli.json();
        JsonNode found = null;
        for (JsonNode one : document.get("checks")) {
            if (one.get("check").asText().equals(check)) {
                found = one;
            }
        }
        assertThat(found).as(cli.out()).isNotNull();
        assertThat(found.get("verdict").asText()).as(cli.out()).isEqualToIgnoringCase(verdict);
        assertThat(found.get("reason").asText()).contains(reason);
        assertThat(found.get("remedy").asText()).contains(remedy == null ? "" : remedy);
        boolean fails = document.get("checks").findValuesAsText("verdict").contains("fail");
        assertThat(document.get("fits").asBoolean()).isEqualTo(!fails);
        assertThat(cli.code()).isEqualTo(fails ? 1 : 0);
    }
}
