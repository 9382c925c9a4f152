package dev.weir.storage;

import com.google.cloud.storage.BucketInfo;
import com.google.cloud.storage.StorageClass;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Judges what a bucket is set to: some of it makes a warehouse impossible, more of it makes it dear. */
final class SettingsJudge {
    private static final String REGION = "region";

    private final BucketInfo bucket;
    private final String uri;
    private final Optional<String> location;

    /** @param location the region of the jobs, if it is known */
    SettingsJudge(BucketInfo bucket, BucketPath path, Optional<String> location) {
        this.bucket = bucket;
        this.uri = path.bucketUri();
        this.location = location.map(region -> region.toLowerCase(Locale.ROOT));
    }

    List<Finding> findings() {
        return List.of(
                location(),
                storageClass(),
                hierarchy(),
                retention(),
                hold(),
                softDelete(),
                versioning(),
                requesterPays());
    }

    /** Whether an object that was just made can be deleted. */
    boolean letsDelete() {
        return !retention().fails() && !hold().fails();
    }

    private Finding location() {
        String check = "location";
        String place = String.valueOf(bucket.getLocation()).toLowerCase(Locale.ROOT);
        String type = bucket.getLocationType() == null ? REGION : bucket.getLocationType();
        String is = place + " (" + type + ")" + parts();
        if (!type.equals(REGION)) {
            return Finding.warn(
                    check,
                    is
                            + ": a byte that is kept costs more than in one region, and each byte that is written is billed for its"
                            + " replication, too",
                    elsewhere(location.orElse("REGION")));
        }
        if (location.isPresent() && !location.get().equals(place)) {
            return Finding.warn(
                    check,
                    is + ", and --location is " + location.get()
                            + ": each byte that is read there crosses regions, which is billed and slow",
                    "run jobs in " + place + ", or " + elsewhere(location.get()));
        }
        return Finding.ok(check, is);
    }

    /** Where a configurable dual-region lies. */
    private String parts() {
        return bucket.getCustomPlacementConfig() == null
                        || bucket.getCustomPlacementConfig().getDataLocations() == null
                ? ""
                : bucket.getCustomPlacementConfig().getDataLocations().stream()
                        .map(part -> part.toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ", " of ", ""));
    }

    private static String elsewhere(String region) {
        return "gcloud storage buckets create gs://NEW --location=" + region
                + " --uniform-bucket-level-access makes another";
    }

    private Finding storageClass() {
        String check = "storage class";
        if (bucket.getAutoclass() != null
                && Boolean.TRUE.equals(bucket.getAutoclass().getEnabled())) {
            return Finding.ok(
                    check,
                    "Autoclass: reading is not billed for retrieval, each object of 128 KiB or more is for its management");
        }
        StorageClass first = bucket.getStorageClass() == null ? StorageClass.STANDARD : bucket.getStorageClass();
        return Stream.of(StorageClass.NEARLINE, StorageClass.COLDLINE, StorageClass.ARCHIVE)
                        .noneMatch(first::equals)
                ? Finding.ok(check, first.toString())
                : Finding.warn(
                        check,
                        first
                                + ": what is read is billed for retrieval, and what `weir clean` deletes early to its shortest"
                                + " time",
                        update("--default-storage-class=STANDARD"));
    }

    private Finding hierarchy() {
        String check = "hierarchical namespace";
        return bucket.getHierarchicalNamespace() != null
                        && Boolean.TRUE.equals(bucket.getHierarchicalNamespace().getEnabled())
                ? Finding.warn(
                        check,
                        "it has one: operations cost more, and Weir, which moves no directories, gains nothing by it; it is"
                                + " not tested there",
                        "it stays as it was made: gcloud storage buckets create gs://NEW --no-enable-hierarchical-namespace"
                                + " makes another")
                : Finding.ok(check, "it is flat");
    }

    private Finding retention() {
        String check = "retention policy";
        Duration period = bucket.getRetentionPeriodDuration();
        if (period == null || period.isZero()) {
            return Finding.ok(check, "there is none");
        }
        return Finding.fail(
                check,
                "no object can be deleted or replaced for " + length(period)
                        + ": Delta's checkpoints and a stream's cannot be written anew, and `weir clean` fails",
                Boolean.TRUE.equals(bucket.retentionPolicyIsLocked())
                        ? "it is locked for good: take another bucket"
                        : update("--clear-retention-period"));
    }

    private Finding hold() {
        String check = "default event-based hold";
        return Boolean.TRUE.equals(bucket.getDefaultEventBasedHold())
                ? Finding.fail(
                        check,
                        "no new object can be deleted or replaced: Delta's checkpoints and a stream's cannot be written anew,"
                                + " and `weir clean` fails",
                        update("--no-default-event-based-hold"))
                : Finding.ok(check, "it is off");
    }

    private Finding softDelete() {
        String check = "soft delete";
        Duration kept = bucket.getSoftDeletePolicy() == null
                ? Duration.ZERO
                : bucket.getSoftDeletePolicy().getRetentionDuration();
        return kept == null || kept.isZero()
                ? Finding.ok(check, "it is off")
                : Finding.warn(
                        check,
                        "what `weir clean` deletes and what is replaced can be restored for " + length(kept)
                                + ", and is billed for as long",
                        "if that is not worth it: " + update("--clear-soft-delete"));
    }

    private Finding versioning() {
        String check = "object versioning";
        return Boolean.TRUE.equals(bucket.versioningEnabled())
                ? Finding.warn(
                        check,
                        "what `weir clean` deletes and what is replaced stays as a noncurrent version, and is billed until a"
                                + " lifecycle rule deletes it",
                        update("--no-versioning") + ", or a rule that deletes with isLive false")
                : Finding.ok(check, "it is off");
    }

    private Finding requesterPays() {
        String check = "requester pays";
        return Boolean.TRUE.equals(bucket.requesterPays())
                ? Finding.warn(
                        check,
                        "requests are refused that name no project to bill",
                        update("--no-requester-pays")
                                + ", or set fs.gs.requester.pays.mode=AUTO and fs.gs.requester.pays.project.id")
                : Finding.ok(check, "it is off");
    }

    private String update(String option) {
        return "gcloud storage buckets update " + uri + " " + option;
    }

    private static String length(Duration duration) {
        return duration.toDays() > 0 && duration.equals(Duration.ofDays(duration.toDays()))
                ? duration.toDays() + (duration.toDays() == 1 ? " day" : " days")
                : duration.toSeconds() + " s";
    }
}
