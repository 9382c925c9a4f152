# Without cloudresourcemanager and serviceusage, Terraform could neither see the project nor enable what follows; they
# are enabled by hand, once: see "On Google Cloud" in docs/operations.md.
locals {
  services = toset(concat(
    [
      "bigquery.googleapis.com",
      "bigquerystorage.googleapis.com",
      "compute.googleapis.com",
      "dataproc.googleapis.com",
      "iam.googleapis.com",
      "logging.googleapis.com",
      "monitoring.googleapis.com",
      "pubsub.googleapis.com",
      "storage.googleapis.com",
    ],
    var.composer == null ? ["cloudscheduler.googleapis.com"] : ["composer.googleapis.com"],
    var.kafka == null ? [] : ["managedkafka.googleapis.com"],
  ))
}

resource "google_project_service" "api" {
  for_each           = local.services
  service            = each.value
  disable_on_destroy = false
}

# A service that was enabled a moment ago still refuses, and makes its service agent meanwhile. All else waits for this.
resource "time_sleep" "services" {
  create_duration = "60s"
  depends_on      = [google_project_service.api]

  triggers = {
    services = join(" ", local.services)
  }
}
