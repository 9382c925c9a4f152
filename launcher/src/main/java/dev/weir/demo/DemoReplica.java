package dev.weir.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.bigquery.DatasetName;
import dev.weir.bigquery.ReplicaCheck;
import dev.weir.dataset.BigQueryCheckCommand;
import java.util.List;

/**
 * A demo's answers in BigQuery, held against the warehouse.
 *
 * @param compared the rows that answer, by table and event day
 * @param viewsAgree whether each view counts the requests that it counts in the warehouse
 */
record DemoReplica(DatasetName dataset, List<ReplicaCheck.Compared> compared, boolean viewsAgree) {
    boolean digestsEqual() {
        return !compared.isEmpty() && compared.stream().allMatch(ReplicaCheck.Compared::equal);
    }

    boolean agrees() {
        return digestsEqual() && viewsAgree;
    }

    /** In one line. */
    String summary() {
        return compared.size() + " tables' days in " + dataset + " compared by digest, "
                + compared.stream().filter(one -> !one.equal()).count() + " differ, views "
                + (viewsAgree ? "agree" : "DO NOT AGREE");
    }

    /** Says it in a demo's JSON object. */
    void describe(ObjectNode json) {
        json.put("digests_equal", digestsEqual());
        ObjectNode bigQuery = json.putObject("bigquery");
        bigQuery.put("dataset", dataset.toString());
        bigQuery.put("views_agree", viewsAgree);
        bigQuery.set("tables", BigQueryCheckCommand.json(compared));
    }
}
