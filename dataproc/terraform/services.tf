locals {
  services = toset(concat(
    [
      "bigquery.googleapis.com",
      "bigquerystorage.googleapis.com",
      "cloudscheduler.googleapis.com",
      "dataproc.googleapis.com",
      "logging.googleapis.com",
      "monitoring.googleapis.com",
      "pubsub.googleapis.com",
      "storage.googleapis.com",
    ],
    var.kafka == null ? [] : ["managedkafka.googleapis.com"],
    var.composer == null ? [] : ["composer.googleapis.com"],
  ))
}

resource "google_project_service" "api" {
  for_each           = local.services
  service            = each.value
  disable_on_destroy = false
}
