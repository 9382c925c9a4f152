package dev.weir.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.ledger.Cleanup;
import dev.weir.ledger.Ledger;
import dev.weir.ledger.SpeedSegment;
import dev.weir.model.EventTimes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entries as earlier versions wrote them, which stand for ever. */
class OlderEntriesTest {
    @TempDir
    Path temp;

    @Test
    void entriesBeforeContentsGivenUpAttemptsAndBoundsOfDatesAreRead() throws IOException {
        Warehouse warehouse = Warehouse.openOrCreate(temp.resolve("w").toString(), new Configuration());
        Path ledger = Files.createDirectories(temp.resolve("w/ledger"));
        List<String> entries = List.of("""
                {"kind":"speed","id":"s0-a","written":"2026-11-01T10:00:00Z","oldestArrival":"2026-11-01T09:59:59Z",\
                "stream":"one","batch":0,"arrivalDay":"2026-11-01","received":3,\
                "days":{"2026-10-31":{"accepted":2,"duplicates":0,"rejected":1}},\
                "ranges":[{"source":"/logs/a.log","partition":"237-a12065e43c1e6ab129b93cfa6e88427d","first":0,\
                "last":158,"records":3}],"formats":{"combined":2},"model":"2-1f8bf84f0af7","digests":{"lines":"3-1-2"}}
                """, """
                {"kind":"publication","attempt":"b1","written":"2026-11-01T11:00:00Z","readThrough":1,\
                "model":"2-1f8bf84f0af7","segments":[{"id":"b1-2026-10-31","day":"2026-10-31","received":3,\
                "tally":{"accepted":2,"duplicates":0,"rejected":1},"digests":{},"rewritten":[],"drift":[]}]}
                """, """
                {"kind":"reindex","written":"2026-11-01T12:00:00Z",\
                "segments":{"s0-a":{"model":"2-b","days":{"2026-10-31":3}}}}
                """, """
                {"kind":"settings","written":"2026-11-01T13:00:00Z","settings":{"pins":[{"source":"/logs/*",\
                "format":"auto","zone":"Europe/Berlin"}],"trustedProxies":[]}}
                """, """
                {"kind":"cleanup","written":"2026-11-01T14:00:00Z","horizon":2}
                """, """
                {"kind":"loss","written":"2026-11-01T15:00:00Z","segments":[{"id":"s0-a","file":"f",\
                "reason":"it is gone","days":["2026-10-31"]}]}
                """);
        for (int i = 0; i < entries.size(); i++) {
            Files.writeString(ledger.resolve(String.format("%020d.json", i + 1)), entries.get(i));
        }

        Ledger read = warehouse.ledger().read();

        assertThat(read.position()).isEqualTo(entries.size());
        SpeedSegment speed = read.speedSegment(1);
        assertThat(speed.ranges())
                .singleElement()
                .satisfies(range -> assertThat(range.content()).isNull());
        assertThat(read.settings().times()).isEqualTo(EventTimes.DEFAULT);
        assertThat(read.horizon()).isEqualTo(2);
        assertThat(read.givenUp()).isEmpty();
        assertThat(read.leastRead()).isZero();
        assertThat(read.visible())
                .singleElement()
                .satisfies(shown -> assertThat(shown.segment()).isEqualTo("b1-2026-10-31"));
        assertThat(warehouse.ledger().append(new Cleanup(speed.written(), 3))).isEqualTo(7);
    }
}
