package dev.weir.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.emulators.StorageOperation.Billing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What connectors of several versions send, as it is billed. */
class StorageMeterTest {
    private static final String OBJECT = "/storage/v1/b/bucket/o/a%2Fb.json";

    private final StorageMeter meter = new StorageMeter();

    @ParameterizedTest
    @CsvSource({
        "GET, /storage/v1/b, '', 200, LIST",
        "GET, /storage/v1/b/bucket, '', 200, GET",
        "GET, /storage/v1/b/bucket/storageLayout, '', 200, GET",
        "GET, /storage/v1/b/bucket/o, prefix=a/&maxResults=1, 200, LIST",
        "GET, /storage/v1/b/bucket/o/a%2Fb.json, '', 200, GET",
        "GET, /download/storage/v1/b/bucket/o/a%2Fb.json, alt=media, 206, GET",
        "POST, /storage/v1/b, project=acme, 200, INSERT",
        "POST, /upload/storage/v1/b/bucket/o, uploadType=multipart, 200, INSERT",
        "PUT, /upload/storage/v1/b/bucket/o, uploadType=resumable&upload_id=1, 200, INSERT",
        "POST, /storage/v1/b/bucket/o/a/rewriteTo/b/bucket/o/b, '', 200, REWRITE",
        "POST, /storage/v1/b/bucket/o/a/moveTo/o/b, ifGenerationMatch=0, 200, REWRITE",
        "POST, /storage/v1/b/bucket/o/a/compose, '', 200, REWRITE",
        "PATCH, /storage/v1/b/bucket/o/a, '', 200, UPDATE",
        "DELETE, /storage/v1/b/bucket/o/a, '', 204, DELETE"
    })
    void whatSucceedsIsOneOperation(String method, String path, String query, int status, StorageOperation operation) {
        meter.count(new StorageRequest(method, path, query, status));

        assertThat(meter.read().operations()).containsOnlyKeys(operation).containsValue(1L);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /storage/v1/b/bucket/o/a, '', 404",
        "PUT, /upload/storage/v1/b/bucket/o, uploadType=resumable&upload_id=1, 412",
        "PUT, /upload/storage/v1/b/bucket/o, uploadType=resumable&upload_id=1, 308",
        "POST, /upload/storage/v1/b/bucket/o, uploadType=resumable&name=a, 200",
        "POST, /batch/storage/v1, '', 200"
    })
    void whatIsRefusedOrAPartOfSomethingIsNone(String method, String path, String query, int status) {
        meter.count(new StorageRequest(method, path, query, status));

        assertThat(meter.read().operations()).isEmpty();
    }

    @Test
    void classesAreSumsOfTheirOperations() {
        for (String[] sent : new String[][] {
            {"GET", "/storage/v1/b/bucket/o"},
            {"POST", OBJECT + "/rewriteTo/b/bucket/o/c"},
            {"GET", OBJECT},
            {"DELETE", OBJECT}
        }) {
            meter.count(new StorageRequest(sent[0], sent[1], "", 200));
        }

        assertThat(meter.read().of(Billing.CLASS_A)).isEqualTo(2);
        assertThat(meter.read().of(Billing.CLASS_B)).isOne();
        assertThat(meter.read().of(Billing.FREE)).isOne();
        assertThat(meter.read().since(meter.read()).operations()).isEmpty();
    }

    @Test
    void itIsReadWhenAnObjectOfAPrefixWasUploaded() {
        meter.mark("ledger/0");
        upload("archive/a");
        upload("ledger%2F001.json");
        upload("ledger/002.json");
        upload("ledger/snapshots/1.gz");

        assertThat(meter.marks())
                .extracting(mark -> mark.of(StorageOperation.INSERT))
                .containsExactly(2L, 3L);
    }

    private void upload(String name) {
        meter.count(new StorageRequest(
                "PUT", "/upload/storage/v1/b/bucket/o", "uploadType=resumable&name=" + name + "&upload_id=1", 200));
    }

    @Test
    void aMoveIsACopyForAServerThatKnowsNone() {
        String move = "/storage/v1/b/bucket/o/a%2Fb.json/moveTo/o/c%2Fd.json?ifGenerationMatch=0";

        assertThat(StorageRequest.copying(move))
                .isEqualTo("/storage/v1/b/bucket/o/a%2Fb.json/copyTo/b/bucket/o/c%2Fd.json?ifGenerationMatch=0");
        assertThat(StorageRequest.copying("POST " + move + "\n\nPOST " + move))
                .doesNotContain("moveTo")
                .contains("copyTo/b/bucket/o/c%2Fd.json?");
        String path = move.substring(0, move.indexOf('?'));
        assertThat(new StorageRequest("POST", path, "", 200).moved()).contains(OBJECT);
        assertThat(new StorageRequest("POST", path, "", 404).moved()).isEmpty();
    }
}
