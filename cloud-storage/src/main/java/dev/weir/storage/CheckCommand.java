package dev.weir.storage;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.command.Visible;
import dev.weir.warehouse.HadoopSettings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weir check}: whether a bucket is one for a warehouse; needs no Spark. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Says before the first stream whether a bucket of Cloud Storage fits a warehouse: who may do what there, where it"
                        + " is, what its rules would delete, what is billed for longer than it is needed, and whether an object can be"
                        + " made once only. Each check has a line: OK, WARN or FAIL, why, and what to type.",
        footer = {
            "",
            "It asks by Application Default Credentials, or as fs.gs.auth.type says; what holds for you need not hold for the"
                    + " account of a job: `gcloud auth application-default login --impersonate-service-account=ACCOUNT` asks as that."
                    + " It makes one object below PATH, and deletes it."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing fails", "1:something fails", "2:wrong options, or no path in Cloud Storage"})
public final class CheckCommand implements Callable<Integer> {
    private static final int WRONG = 2;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "gs://BUCKET[/PATH]", description = "Where the warehouse is to be.")
    private String place;

    @Option(
            names = "--location",
            paramLabel = "REGION",
            description = "The region of the jobs, or of the data set in BigQuery, such as europe-west3.")
    private Optional<String> location;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() {
        Optional<BucketPath> path = BucketPath.of(place);
        if (path.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println(
                            spec.name() + ": Cannot check " + place
                                    + ": this command is about buckets of Cloud Storage; name one as gs://BUCKET or gs://BUCKET/PATH");
            return WRONG;
        }
        List<Finding> findings =
                new BucketCheck(StorageEndpoint.of(HadoopSettings.ofProcess()), path.get(), location).run();
        if (json) {
            System.out.println(document(path.get(), findings));
        } else {
            findings.forEach(finding -> System.out.println(Visible.line(finding.line())));
        }
        return findings.stream().anyMatch(Finding::fails) ? 1 : 0;
    }

    private static ObjectNode document(BucketPath path, List<Finding> findings) {
        ObjectNode document = new JsonMapper().createObjectNode();
        document.put("path", path.toString());
        document.put("fits", findings.stream().noneMatch(Finding::fails));
        ArrayNode rows = document.putArray("checks");
        findings.forEach(finding -> rows.addObject()
                .put("check", finding.check())
                .put("verdict", finding.verdict().name().toLowerCase(Locale.ROOT))
                .put("reason", finding.reason())
                .put("remedy", finding.remedy()));
        return document;
    }
}
