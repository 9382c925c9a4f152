package dev.weir.bigquery;

import dev.weir.catalogue.Catalogue;
import dev.weir.sql.Identifier;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which rows are answers, in GoogleSQL. {@link ReplicaTable#VISIBILITY} has the changes, {@link ReplicaTable#ENTRIES} the
 * position up to which they count: rows of that table lie there before their entries do, so that the append of entries is
 * what shows them, all at once.
 */
final class VisibleSql {
    /** A table that is parted by day wants days named; the views' own users do that, by their column day. */
    private static final String ANY_DAY = "`day` >= DATE '0001-01-01'";

    private final DatasetName tables;
    private final Catalogue catalogue;

    VisibleSql(DatasetName tables, Catalogue catalogue) {
        this.tables = tables;
        this.catalogue = catalogue;
    }

    /**
     * Of what is asked.
     *
     * @param days a condition on a column {@code day}, beginning with its name
     * @param through the position up to which the ledger counts
     */
    record Scope(String days, String through) {}

    /** The answers now. */
    Scope now() {
        return new Scope(ANY_DAY, last());
    }

    /** The answers now about the days of the parameters {@code from_day} and {@code to_day}. */
    Scope between() {
        return new Scope("`day` BETWEEN `from_day` AND `to_day`", last());
    }

    /** The answers as of the parameter {@code at}, refused where clean-ups have deleted what they need. */
    Scope asOf() {
        return new Scope(
                ANY_DAY,
                "LEAST(" + last() + ", IF(`at` < (SELECT COALESCE(MAX(`horizon`), 0) FROM "
                        + tables.quoted(ReplicaTable.ENTRIES.label())
                        + "), ERROR('Cannot answer as of this position: rows that it needs were cleaned up'), `at`))");
    }

    /** A table's visible rows, with their layer. */
    String rows(ReplicaTable table, Scope scope, String condition) {
        String columns = Identifier.list(List.of(table.schema(catalogue).fieldNames()));
        String rows = table.parts().stream()
                .map(part -> "SELECT " + columns + " FROM " + tables.quoted(part.label()) + " WHERE " + scope.days()
                        + " AND " + condition)
                .collect(Collectors.joining(" UNION ALL "));
        return "SELECT `r`.*, `v`.`layer` FROM (" + rows + ") `r` JOIN (" + segments(table, scope)
                + ") `v` ON `r`.`segment` = `v`.`segment` AND `r`.`day` = `v`.`day` AND `r`.`upload` = `v`.`upload`";
    }

    /**
     * Which segments of a table are visible on which days, and the upload that counts. Each change counts once, whoever
     * copied it how often.
     */
    String segments(ReplicaTable table, Scope scope) {
        String changes = "SELECT `position`, `segment`, `day`, `layer`, `shown`, MIN(`upload`) AS `upload` FROM "
                + tables.quoted(ReplicaTable.VISIBILITY.label()) + " WHERE `target` = '" + table.label() + "' AND "
                + scope.days() + " AND `position` <= " + scope.through()
                + " GROUP BY `position`, `segment`, `day`, `layer`, `shown`";
        return "SELECT `segment`, `day`, IF(SUM(IF(`layer` = 'batch', IF(`shown`, 1, -1), 0)) > 0, 'batch', 'speed') AS"
                + " `layer`, MIN(`upload`) AS `upload` FROM (" + changes
                + ") GROUP BY `segment`, `day` HAVING SUM(IF(`shown`, 1, -1)) > 0";
    }

    /** Each entry once, whoever copied it how often. */
    String entries(String column) {
        return "SELECT `position`, " + Identifier.quoted(column) + " FROM "
                + tables.quoted(ReplicaTable.ENTRIES.label())
                + " WHERE TRUE QUALIFY ROW_NUMBER() OVER (PARTITION BY `position` ORDER BY `upload`) = 1";
    }

    private String last() {
        return "(SELECT MAX(`position`) FROM " + tables.quoted(ReplicaTable.ENTRIES.label()) + ")";
    }
}
