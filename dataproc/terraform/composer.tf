resource "google_service_account" "composer" {
  count        = var.composer == null ? 0 : 1
  account_id   = "${var.name}-composer"
  display_name = "Weir: the machines of Airflow"
  depends_on   = [time_sleep.services]
}

# Why: what the service demands of its machines' account.
resource "google_project_iam_member" "composer_worker" {
  count   = var.composer == null ? 0 : 1
  project = var.project
  role    = "roles/composer.worker"
  member  = google_service_account.composer[0].member
}

# Why: the DAG's operators create and watch batches.
resource "google_project_iam_member" "composer_submits" {
  count   = var.composer == null ? 0 : 1
  project = var.project
  role    = google_project_iam_custom_role.submit.id
  member  = google_service_account.composer[0].member
}

# Why: the batches run as the batch layer's account.
resource "google_service_account_iam_member" "composer_as_batch" {
  count              = var.composer == null ? 0 : 1
  service_account_id = google_service_account.batch.name
  role               = "roles/iam.serviceAccountUser"
  member             = google_service_account.composer[0].member
}

resource "google_composer_environment" "weir" {
  count      = var.composer == null ? 0 : 1
  name       = var.name
  region     = var.region
  depends_on = [google_project_iam_member.composer_worker, time_sleep.services]

  config {
    environment_size = var.composer.size

    node_config {
      service_account = google_service_account.composer[0].email
    }

    software_config {
      image_version = var.composer.image_version

      env_variables = {
        WEIR_PROJECT         = var.project
        WEIR_REGION          = var.region
        WEIR_BUCKET          = google_storage_bucket.staging.name
        WEIR_WAREHOUSE       = local.warehouse
        WEIR_SERVICE_ACCOUNT = google_service_account.batch.email
        WEIR_SUBNET          = local.subnet
      }
    }
  }
}
