# Starts the workflow template of ../workflow.yaml each night. The outputs have the command that imports it.
resource "google_cloud_scheduler_job" "nightly" {
  count            = var.composer == null ? 1 : 0
  name             = "${var.name}-nightly"
  description      = "Weir: the batch, then the clean-up"
  region           = var.region
  schedule         = var.nightly
  time_zone        = "Etc/UTC"
  attempt_deadline = "180s"
  depends_on       = [google_project_iam_member.scheduler_submits, google_service_account_iam_member.scheduler_as_batch]

  # None: two runs would race for the days that they share. The next night makes good what a missed one left.
  retry_config {
    retry_count = 0
  }

  http_target {
    http_method = "POST"
    uri         = "https://dataproc.googleapis.com/v1/projects/${var.project}/regions/${var.region}/workflowTemplates/${var.name}-nightly:instantiate"
    body        = base64encode("{}")

    headers = {
      "Content-Type" = "application/json"
    }

    oauth_token {
      service_account_email = google_service_account.scheduler.email
    }
  }
}
