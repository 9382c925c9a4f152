package dev.weir.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

class EventIdTest {
    @Test
    void isTheRequestIdAndTheLineWhereverTheyStand() {
        assertThat(id("r1", "file-1", 0, "line")).isEqualTo(id("r1", "file-2", 99, "line"));
    }

    @Test
    void differsWhereTheLineDoesSoThatAClientCannotHideRequests() {
        assertThat(id("r1", "file-1", 0, "line")).isNotEqualTo(id("r1", "file-1", 0, "other line"));
        assertThat(id("r1", "file-1", 0, "line")).isNotEqualTo(id("r2", "file-1", 0, "line"));
    }

    @Test
    void isThePlaceAndTheLineWhereThereIsNoRequestId() {
        String id = id(null, "file-1", 7, "line");

        assertThat(id(null, "file-1", 7, "line")).isEqualTo(id);
        assertThat(id(null, "file-2", 7, "line")).isNotEqualTo(id);
        assertThat(id(null, "file-1", 8, "line")).isNotEqualTo(id);
        assertThat(id(null, "file-1", 7, "rotated away and written anew")).isNotEqualTo(id);
    }

    @Test
    void doesNotConfuseWhereOnePartEndsAndTheNextBegins() {
        assertThat(id(null, "file-1", 12, "3")).isNotEqualTo(id(null, "file-11", 2, "3"));
        assertThat(id(null, "file-1", 1, "23")).isNotEqualTo(id(null, "file-1", 12, "3"));
        assertThat(id("a", "p", 0, "bc")).isNotEqualTo(id("ab", "p", 0, "c"));
        assertThat(id("", "p", 0, "line")).isNotEqualTo(id(null, "p", 0, "line"));
    }

    @Test
    void staysTheSameFromVersionToVersion() {
        // Ids are stored: another algorithm would count every event of older segments again.
        assertThat(id("r1", "file-1", 0, "line")).isEqualTo("3b22e7620ffb506c6255dc6ea00e8e01");
        assertThat(id(null, "file-1", 0, "line")).isEqualTo("69c3b7c857f8052d7a910165b12fbfe0");
    }

    private static String id(String requestId, String partition, long position, String line) {
        return HexFormat.of()
                .formatHex(EventId.invoke(
                        UTF8String.fromString(requestId),
                        UTF8String.fromString(partition),
                        position,
                        line.getBytes(StandardCharsets.UTF_8)));
    }
}
