package dev.weir.bigquery;

import dev.weir.catalogue.Catalogue;
import dev.weir.sql.Identifier;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** The statements that make a data set's tables. */
public final class ReplicaSchema {
    private final DatasetName dataset;
    private final Catalogue catalogue;

    public ReplicaSchema(DatasetName dataset, Catalogue catalogue) {
        this.dataset = dataset;
        this.catalogue = catalogue;
    }

    /**
     * Makes a table where it is missing.
     *
     * @param labels of the table; keys and values of lower-case letters, digits, {@code -} and {@code _}
     * @param expireDays after how many days a day's rows are deleted
     */
    public String create(ReplicaTable table, Map<String, String> labels, OptionalInt expireDays) {
        StringBuilder sql = new StringBuilder("CREATE TABLE IF NOT EXISTS ")
                .append(dataset.quoted(table.label()))
                .append(" (")
                .append(String.join(", ", table.columns(catalogue)))
                .append(")");
        table.partition().ifPresent(day -> sql.append(" PARTITION BY ").append(day));
        sql.append(" CLUSTER BY ").append(Identifier.list(table.clustering()));
        sql.append(" OPTIONS (description = '").append(table.description()).append("', labels = [");
        sql.append(labels.entrySet().stream()
                .map(label -> "('" + label.getKey() + "', '" + label.getValue() + "')")
                .collect(Collectors.joining(", ")));
        sql.append("]");
        if (table.partition().isPresent()) {
            sql.append(", require_partition_filter = TRUE");
        }
        if (table.expires()) {
            expireDays.ifPresent(
                    days -> sql.append(", partition_expiration_days = ").append(days));
        }
        return sql.append(")").toString();
    }

    /**
     * Fills {@link ReplicaTable#VISIBILITY} with what an older version kept in the entries. What is there is not added again,
     * and what was added twice would count once.
     */
    public String fill() {
        String entries = dataset.quoted(ReplicaTable.ENTRIES.label());
        String visibility = dataset.quoted(ReplicaTable.VISIBILITY.label());
        return "INSERT INTO " + visibility + " (" + Identifier.list(List.of(EntryRows.VISIBILITY.fieldNames()))
                + ") SELECT `e`.`position`, `c`.`target`, `c`.`segment`, `c`.`day`, `c`.`layer`, `c`.`shown`,"
                + " IF(`c`.`shown` AND EXISTS (SELECT 1 FROM UNNEST(`e`.`segments`) `s` WHERE `s`.`segment` ="
                + " `c`.`segment`), `e`.`upload`, NULL) FROM " + entries + " `e`, UNNEST(`e`.`changes`) `c`"
                + " WHERE `e`.`position` NOT IN (SELECT `v`.`position` FROM " + visibility
                + " `v` WHERE `v`.`day` >= DATE '0001-01-01')";
    }

    /** Adds columns that an older version did not know; its rows hold null there. */
    public List<String> add(ReplicaTable table, List<String> columns) {
        return columns.stream()
                .map(name -> "ALTER TABLE " + dataset.quoted(table.label()) + " ADD COLUMN IF NOT EXISTS "
                        + ReplicaTable.column(table.schema(catalogue).apply(name)))
                .toList();
    }
}
