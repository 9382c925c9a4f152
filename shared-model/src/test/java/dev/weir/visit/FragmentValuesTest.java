package dev.weir.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.catalogue.Column;
import dev.weir.catalogue.Table;
import dev.weir.catalogue.VisitColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FragmentValuesTest {
    private static final byte[] NO_UTF_8 = {(byte) 0xff, 'a', (byte) 0xc3, 0};

    static LongStream seeds() {
        return LongStream.range(1, 51);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aFragmentIsWhatItsValuesSay(long seed) {
        for (VisitEvent event : SomeVisits.events(seed)) {
            Fragment fragment = Fragment.of(event);

            assertThat(FragmentValues.fragment(FragmentValues.of(fragment))).isEqualTo(fragment);
        }
    }

    @Test
    void valuesStandInTheOrderOfTheColumnsAndAreOfTheirTypes() {
        Origin origin = Origin.of(
                VisitColumns.ORIGIN.stream().map(Column::name).map(ByteText::of).toList());
        VisitorIdentity visitor = new VisitorIdentity(
                new Hash128(1, 2), ByteText.of("site"), ByteText.of("client_address"), ByteText.of("user_name"));
        Exit exit = new Exit(new Moment(18, new Hash128(3, 4)), ByteText.of("exit_page"));
        Entrance entrance = new Entrance(new Moment(17, new Hash128(5, 6)), ByteText.of("entry_page"), origin);
        Fragment fragment = new Fragment(visitor, 15, 16, new VisitCounts(10, 11, 12, 13, 14), entrance, exit);
        Object[] values = FragmentValues.of(fragment);

        List<String> said = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            Column column = VisitColumns.FRAGMENT.get(i);
            switch (column.type()) {
                case STRING -> {
                    assertThat(new String((byte[]) values[i], java.nio.charset.StandardCharsets.UTF_8))
                            .isEqualTo(column.name());
                }
                case BINARY -> said.add(column.name() + "=" + Hash128.of((byte[]) values[i]));
                default -> said.add(column.name() + "=" + values[i]);
            }
        }
        assertThat(said)
                .containsExactly(
                        "visitor=00000000000000010000000000000002",
                        "started=15",
                        "ended=16",
                        "requests=10",
                        "page_views=11",
                        "status_4xx=12",
                        "status_5xx=13",
                        "bytes=14",
                        "entry_time=17",
                        "entry_event=00000000000000050000000000000006",
                        "exit_time=18",
                        "exit_event=00000000000000030000000000000004");
        assertThat(values).hasSameSizeAs(VisitColumns.FRAGMENT);
    }

    @Test
    void bytesThatAreNoUtf8StayAsTheyAre() {
        VisitorIdentity visitor = VisitorIdentity.of(ByteText.of(NO_UTF_8), null, null, null);
        Origin none = new Origin(null, null, null, null, null, null, null, null, null);
        Fragment fragment = Fragment.of(
                new VisitEvent(visitor, new Moment(0, new Hash128(0, 0)), 200, 0, ByteText.of(NO_UTF_8), none));

        Fragment again = FragmentValues.fragment(FragmentValues.of(fragment));

        assertThat(again).isEqualTo(fragment);
        assertThat(again.visitor().site().bytes()).isEqualTo(NO_UTF_8);
    }

    @Test
    void whatIsNoFragmentIsRefused() {
        assertThatThrownBy(() -> FragmentValues.fragment(new Object[3]))
                .hasMessage("Invalid fragment of 3 values, must be of " + VisitColumns.FRAGMENT.size());
        assertThatThrownBy(() -> Hash128.of(new byte[3])).hasMessage("Invalid hash of 3 bytes, must be of 16");
    }

    @Test
    void theTableIsWrittenAsOthersAre() {
        Table table = VisitColumns.TABLE;

        assertThat(table.names())
                .startsWith("segment", "day", "visitor")
                .endsWith("digest")
                .doesNotHaveDuplicates();
        assertThat(table.names()).containsAll(table.leading());
        assertThat(table.contents()).hasSize(table.columns().size() - 2);
        assertThat(VisitColumns.VIEW.stream().map(Column::name)).doesNotHaveDuplicates();
        assertThat(table.columns())
                .allMatch(column -> !column.says().isEmpty() && !column.says().endsWith("."));
        assertThat(VisitColumns.VIEW)
                .allMatch(column -> !column.says().isEmpty() && !column.says().endsWith("."));
    }
}
