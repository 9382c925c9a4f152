package dev.weir.storage;

import com.google.cloud.storage.BucketInfo;
import com.google.cloud.storage.BucketInfo.LifecycleRule;
import com.google.cloud.storage.BucketInfo.LifecycleRule.LifecycleCondition;
import com.google.cloud.storage.StorageClass;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Judges what a bucket's <a href="https://cloud.google.com/storage/docs/lifecycle">lifecycle rules</a> may do to the live objects
 * of a warehouse. A rule applies where all of its conditions hold: one that cannot hold there makes the whole harmless.
 */
final class LifecycleJudge {
    private static final String CHECK = "lifecycle";
    private static final String ABORT = "AbortIncompleteMultipartUpload";

    /** How names of Weir's, Delta's and Spark's files end that have an ending. */
    private static final Set<String> ENDINGS = Set.of("parquet", "json", "crc", "gz", "segment", "compact", "bin");

    private final BucketInfo bucket;
    private final BucketPath path;
    private final List<LifecycleRule> rules;

    LifecycleJudge(BucketInfo bucket, BucketPath path) {
        this.bucket = bucket;
        this.path = path;
        this.rules = bucket.getLifecycleRules() == null ? List.of() : List.copyOf(bucket.getLifecycleRules());
    }

    List<Finding> findings() {
        List<Finding> found = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            LifecycleRule rule = rules.get(i);
            if (mayApply(rule)) {
                found.add(judge(rule, i + 1));
            }
        }
        if (found.isEmpty()) {
            found.add(Finding.ok(
                    CHECK,
                    rules.isEmpty()
                            ? "there are no rules"
                            : "of " + rules.size() + " rules, none touches live objects below " + path));
        }
        return found;
    }

    private Finding judge(LifecycleRule rule, int number) {
        String check = CHECK + " rule " + number;
        String action = rule.getAction().getActionType();
        if (rule.getAction() instanceof LifecycleRule.SetStorageClassLifecycleAction set) {
            return Finding.warn(
                    check,
                    "it moves objects below " + path + " to " + set.getStorageClass() + when(rule.getCondition())
                            + ": batches and queries that read them are billed for retrieval, and what is deleted early is billed"
                            + " to its shortest time",
                    without(number) + ", or let its matchesPrefix be " + path.prefix() + "archive/ alone");
        }
        if (action.equals(LifecycleRule.DeleteLifecycleAction.TYPE)) {
            return Finding.fail(
                    check,
                    "it may delete live objects below " + path + when(rule.getCondition())
                            + ": the archive is the only copy of what was read, and `weir clean` alone knows what no answer needs",
                    without(number) + ", or give it a matchesPrefix of other paths");
        }
        return Finding.warn(check, "its action " + action + " is none that Weir knows", without(number));
    }

    private String without(int number) {
        return rules.size() == 1
                ? "gcloud storage buckets update " + path.bucketUri() + " --clear-lifecycle"
                : "gcloud storage buckets update " + path.bucketUri()
                        + " --lifecycle-file=FILE, FILE being what `gcloud storage buckets describe " + path.bucketUri()
                        + " --format=\"json(lifecycle_config)\"` prints under lifecycle_config, without rule " + number;
    }

    private static String when(LifecycleCondition condition) {
        return condition.getAge() == null ? "" : " when they are " + condition.getAge() + " days old";
    }

    /** Whether there may ever be a live object of the warehouse for which all of its conditions hold. */
    private boolean mayApply(LifecycleRule rule) {
        LifecycleCondition condition = rule.getCondition();
        return !rule.getAction().getActionType().equals(ABORT)
                && !concernsOldVersions(condition)
                && !needsCustomTime(condition)
                && any(condition.getMatchesPrefix(), this::meets)
                && any(condition.getMatchesSuffix(), LifecycleJudge::mayEndAWarehousesName)
                && any(condition.getMatchesStorageClass(), this.reachableClasses()::contains);
    }

    private static boolean concernsOldVersions(LifecycleCondition condition) {
        return Boolean.FALSE.equals(condition.getIsLive())
                || condition.getNumberOfNewerVersions() != null && condition.getNumberOfNewerVersions() > 0
                || condition.getDaysSinceNoncurrentTime() != null
                || condition.getNoncurrentTimeBeforeOffsetDateTime() != null;
    }

    /** Neither Weir nor Hadoop's connector gives an object one. */
    private static boolean needsCustomTime(LifecycleCondition condition) {
        return condition.getDaysSinceCustomTime() != null || condition.getCustomTimeBeforeOffsetDateTime() != null;
    }

    private static <T> boolean any(List<T> allowed, Predicate<T> holds) {
        return allowed == null || allowed.isEmpty() || allowed.stream().anyMatch(holds);
    }

    /** Whether a name may begin with both prefixes. */
    private boolean meets(String prefix) {
        return prefix.startsWith(path.prefix()) || path.prefix().startsWith(prefix);
    }

    /** Names without an ending are numbers and words; of an ending in letters, it is known whether it is one of a warehouse. */
    private static boolean mayEndAWarehousesName(String suffix) {
        String ending = suffix.substring(suffix.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        boolean letters = !ending.isEmpty() && ending.chars().allMatch(c -> c >= 'a' && c <= 'z');
        return suffix.indexOf('.') < 0 || !letters || ENDINGS.contains(ending);
    }

    /** The classes that an object of the warehouse may come to have. */
    private Set<StorageClass> reachableClasses() {
        Set<StorageClass> classes = new HashSet<>();
        StorageClass first = bucket.getStorageClass();
        classes.add(first == null ? StorageClass.STANDARD : first);
        if (bucket.getAutoclass() != null
                && Boolean.TRUE.equals(bucket.getAutoclass().getEnabled())) {
            classes.addAll(
                    List.of(StorageClass.STANDARD, StorageClass.NEARLINE, StorageClass.COLDLINE, StorageClass.ARCHIVE));
        }
        rules.stream()
                .map(LifecycleRule::getAction)
                .flatMap(action -> action instanceof LifecycleRule.SetStorageClassLifecycleAction set
                        ? Stream.of(set.getStorageClass())
                        : Stream.empty())
                .filter(Objects::nonNull)
                .forEach(classes::add);
        return classes;
    }
}
