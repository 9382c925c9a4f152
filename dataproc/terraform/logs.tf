# Cloud Logging sends a copy of each request's entry to the topic, at no charge of its own.
locals {
  requests = {
    # Global, classic; regional; internal.
    load_balancer = "resource.type=(\"http_load_balancer\" OR \"http_external_regional_lb_rule\" OR \"internal_http_lb_rule\")"
    cloud_run     = "(resource.type=\"cloud_run_revision\" AND log_id(\"run.googleapis.com/requests\"))"
  }
}

resource "google_logging_project_sink" "requests" {
  count                  = length(var.log_sources) == 0 ? 0 : 1
  name                   = "${var.name}-requests"
  description            = "Weir: requests, as ${join(" and ", sort(var.log_sources))} logged them"
  destination            = "pubsub.googleapis.com/${google_pubsub_topic.lines.id}"
  filter                 = join(" OR ", [for source in sort(var.log_sources) : local.requests[source]])
  unique_writer_identity = true
}

# Why: Cloud Logging publishes as the sink's own identity.
resource "google_pubsub_topic_iam_member" "sink" {
  count  = length(var.log_sources) == 0 ? 0 : 1
  topic  = google_pubsub_topic.lines.name
  role   = "roles/pubsub.publisher"
  member = google_logging_project_sink.requests[0].writer_identity
}
