package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.ledger.Drift;
import dev.weir.ledger.Ledger;
import dev.weir.ledger.Publication;
import dev.weir.ledger.SpeedSegment;
import dev.weir.model.Model;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A warehouse as the program of an older model left it: {@code weir import} of seven lines, of which model 3 read one right. It took
 * a virtual host for a client and a country for a site, did not see the site where ident stands, refused a hyphen without quotes,
 * made one event of two records around a gap of NULs, and let a user's name swallow an address.
 */
class OlderModelTest {
    private static final String DAY = "2026-11-20";
    private static final String READ =
            "SELECT concat_ws(' ', url_path, client_address, coalesce(server_address, '-'), coalesce(user_name, '-')) FROM"
                    + " events ORDER BY url_path";

    @TempDir
    Path warehouse;

    @Test
    void whatItReadWronglyIsPutRightByTheNextBatchAndExplained() throws IOException {
        OlderWarehouse.unpack("model-3", warehouse);
        assertThat(Cli.run("upgrade", "--warehouse", warehouse).code()).isZero();
        Scene scene = new Scene(warehouse);

        assertThat(scene.ledger().speedSegments().map(Ledger.Admitted::segment))
                .extracting(SpeedSegment::model)
                .allSatisfy(model -> assertThat(model).startsWith("3-"));
        assertThat(scene.ask("SELECT url_path, client_address FROM events WHERE url_path IN ('/a', '/b') ORDER BY 1"))
                .as("what the older model says until then")
                .containsExactly("/a203.0.113.7", "/bshop.example.com");
        assertThat(scene.ask("SELECT site, requests FROM sites ORDER BY site")).containsExactly("-5", "de1");

        Publication publication = scene.batch(DAY);

        assertThat(scene.ask(READ))
                .containsExactly(
                        "/a 203.0.113.7 - -",
                        "/b host-203-0-113-8.example.net shop.example.com alice",
                        "/c 203.0.113.9 shop.example.com -",
                        "/d 203.0.113.10 - -",
                        "/e 203.0.113.11 - -",
                        "/f 203.0.113.12 - -");
        assertThat(scene.ask("SELECT site, requests FROM sites ORDER BY site"))
                .containsExactly("-4", "shop.example.com2");
        Drift traffic = Scene.drift(publication, "traffic", DAY);
        assertThat(traffic.speed()).isEqualTo(6);
        assertThat(traffic.batch()).isEqualTo(6);
        assertThat(traffic.healed())
                .as("a dead letter that the newer model reads")
                .isEqualTo(1);
        assertThat(traffic.modelChange())
                .as("an event that the newer model refuses")
                .isEqualTo(-1);
        Drift sites = Scene.drift(publication, "sites", DAY);
        assertThat(sites.modelChange() + sites.healed()).isEqualTo(sites.difference());
        assertThat(sites.differing()).isEqualTo(3);
        assertThat(sites.unexplained()).isZero();
        assertThat(publication.model()).startsWith(Model.VERSION + "-");
        scene.requireSound();
    }
}
