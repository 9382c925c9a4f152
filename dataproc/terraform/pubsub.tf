resource "google_pubsub_topic" "lines" {
  name                       = "${var.name}-lines"
  message_retention_duration = var.message_retention
  depends_on                 = [google_project_service.api]
}

# Where messages go that no subscriber could acknowledge. Lines that no format can read are none of them: they are
# Weir's own dead letters, in the warehouse.
resource "google_pubsub_topic" "undeliverable" {
  name       = "${var.name}-undeliverable"
  depends_on = [google_project_service.api]
}

resource "google_pubsub_subscription" "lines" {
  name                       = "${var.name}-lines"
  topic                      = google_pubsub_topic.lines.id
  ack_deadline_seconds       = 60
  message_retention_duration = var.message_retention

  # Never: a subscription that expired has lost what it held.
  expiration_policy {
    ttl = ""
  }

  dead_letter_policy {
    dead_letter_topic     = google_pubsub_topic.undeliverable.id
    max_delivery_attempts = 100
  }

  retry_policy {
    minimum_backoff = "1s"
    maximum_backoff = "60s"
  }
}

# A topic without a subscription keeps nothing.
resource "google_pubsub_subscription" "undeliverable" {
  name                       = "${var.name}-undeliverable"
  topic                      = google_pubsub_topic.undeliverable.id
  message_retention_duration = "2678400s"

  expiration_policy {
    ttl = ""
  }
}
