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

    /** Adds columns that an older version did not know; its rows hold null there. */
    public List<String> add(ReplicaTable table, List<String> columns) {
        return columns.stream()
                .map(name -> "ALTER TABLE " + dataset.quoted(table.label()) + " ADD COLUMN IF NOT EXISTS "
                        + ReplicaTable.column(table.schema(catalogue).apply(name)))
                .toList();
    }
}
