# The warehouse: archive, tables, ledger, checkpoints. Nothing here deletes by age, since the archive is the master data
# set and `weir clean` knows what no answer needs.
resource "google_storage_bucket" "warehouse" {
  name                        = var.bucket
  location                    = var.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  depends_on                  = [google_project_service.api]

  # A week in which a deleted archive file can be restored, which is what exit code 4 of the batch asks for.
  soft_delete_policy {
    retention_duration_seconds = 604800
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

# Jars and what Dataproc stages. Jars stay: a stream that is restarted asks for its own again.
resource "google_storage_bucket" "staging" {
  name                        = "${var.bucket}-staging"
  location                    = var.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  depends_on                  = [google_project_service.api]

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
