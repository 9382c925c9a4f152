# What was not acknowledged is the subscription's to keep. Topic retention, which bills what was acknowledged, too, is off.
resource "google_pubsub_topic" "lines" {
  name                       = "${var.name}-lines"
  message_retention_duration = var.replay_retention
  depends_on                 = [time_sleep.services]
}

# No dead-letter topic: the stream refuses no message, and what it cannot parse is a dead letter of its own.
resource "google_pubsub_subscription" "lines" {
  name                       = "${var.name}-lines"
  topic                      = google_pubsub_topic.lines.id
  ack_deadline_seconds       = 60
  message_retention_duration = var.message_retention

  # Never: a subscription that expired has lost what it held.
  expiration_policy {
    ttl = ""
  }

  retry_policy {
    minimum_backoff = "1s"
    maximum_backoff = "60s"
  }
}
