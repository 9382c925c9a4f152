# Soft delete is a bucket's, not a prefix's, and bills each deleted or replaced object as if it were still there. So what
# must be restorable and what is written to be deleted lie in buckets of their own.

# The warehouse: archive, tables, ledger. Nothing here deletes by age, since the archive is the master data set and
# `weir clean` knows what no answer needs.
resource "google_storage_bucket" "warehouse" {
  name                        = var.bucket
  location                    = var.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  depends_on                  = [time_sleep.services]

  # In which a deleted archive file can be restored, which is what exit code 4 of the batch asks for.
  soft_delete_policy {
    retention_duration_seconds = var.restore_days * 86400
  }

  lifecycle_rule {
    condition {
      age = 7
    }
    action {
      type = "AbortIncompleteMultipartUpload"
    }
  }

  dynamic "lifecycle_rule" {
    for_each = var.archive_nearline_after_days == null ? [] : [var.archive_nearline_after_days]
    content {
      condition {
        age            = lifecycle_rule.value
        matches_prefix = ["warehouse/archive/"]
      }
      action {
        type          = "SetStorageClass"
        storage_class = "NEARLINE"
      }
    }
  }

  lifecycle {
    prevent_destroy = true
  }
}

# Checkpoints of streams: every message passes through, and is deleted when its micro-batch was admitted.
resource "google_storage_bucket" "checkpoints" {
  name                        = "${var.bucket}-checkpoints"
  location                    = var.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  depends_on                  = [time_sleep.services]

  soft_delete_policy {
    retention_duration_seconds = 0
  }

  lifecycle_rule {
    condition {
      age = 7
    }
    action {
      type = "AbortIncompleteMultipartUpload"
    }
  }

  lifecycle {
    prevent_destroy = true
  }
}

locals {
  staging = "${var.bucket}-staging"
}

# Jars and what jobs stage. Jars stay: a stream that is restarted asks for its own again.
resource "google_storage_bucket" "staging" {
  name                        = local.staging
  location                    = var.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  depends_on                  = [time_sleep.services]

  soft_delete_policy {
    retention_duration_seconds = 0
  }

  lifecycle_rule {
    condition {
      age            = 30
      matches_prefix = ["google-cloud-dataproc-metainfo/"]
    }
    action {
      type = "Delete"
    }
  }
}
