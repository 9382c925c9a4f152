# Metrics, alerts and the dashboard are the files in ../monitoring, so that gcloud can use them as well.
locals {
  monitoring = "${path.module}/../monitoring"
  metrics    = { for file in fileset(local.monitoring, "metrics/*.json") : file => jsondecode(file("${local.monitoring}/${file}")) }
  alerts = { for file in fileset(local.monitoring, "alerts/*.json") : file =>
    jsondecode(replace(file("${local.monitoring}/${file}"), "weir-lines", google_pubsub_subscription.lines.name))
  }
}

resource "google_logging_metric" "weir" {
  for_each        = local.metrics
  name            = each.value.name
  description     = each.value.description
  filter          = each.value.filter
  value_extractor = try(each.value.valueExtractor, null)
  depends_on      = [time_sleep.services]

  metric_descriptor {
    metric_kind  = each.value.metricDescriptor.metricKind
    value_type   = each.value.metricDescriptor.valueType
    unit         = each.value.metricDescriptor.unit
    display_name = each.value.metricDescriptor.displayName
  }
}

# Monitoring refuses an alert (404) on a metric that is younger than "up to 10 minutes".
resource "time_sleep" "metrics" {
  create_duration = "600s"
  depends_on      = [google_logging_metric.weir]

  triggers = {
    metrics = join(" ", keys(local.metrics))
  }
}

resource "google_monitoring_alert_policy" "weir" {
  for_each              = local.alerts
  display_name          = each.value.displayName
  combiner              = each.value.combiner
  notification_channels = var.notification_channels
  depends_on            = [time_sleep.metrics]

  documentation {
    content   = each.value.documentation.content
    mime_type = each.value.documentation.mimeType
  }

  dynamic "conditions" {
    for_each = each.value.conditions
    content {
      display_name = conditions.value.displayName

      dynamic "condition_threshold" {
        for_each = try([conditions.value.conditionThreshold], [])
        content {
          filter          = condition_threshold.value.filter
          comparison      = condition_threshold.value.comparison
          threshold_value = condition_threshold.value.thresholdValue
          duration        = condition_threshold.value.duration

          aggregations {
            alignment_period     = condition_threshold.value.aggregations[0].alignmentPeriod
            per_series_aligner   = condition_threshold.value.aggregations[0].perSeriesAligner
            cross_series_reducer = condition_threshold.value.aggregations[0].crossSeriesReducer
          }
        }
      }

      dynamic "condition_prometheus_query_language" {
        for_each = try([conditions.value.conditionPrometheusQueryLanguage], [])
        content {
          query                     = condition_prometheus_query_language.value.query
          duration                  = condition_prometheus_query_language.value.duration
          evaluation_interval       = condition_prometheus_query_language.value.evaluationInterval
          disable_metric_validation = condition_prometheus_query_language.value.disableMetricValidation
        }
      }
    }
  }
}

resource "google_monitoring_dashboard" "weir" {
  dashboard_json = replace(file("${local.monitoring}/dashboard.json"), "weir-lines", google_pubsub_subscription.lines.name)
  depends_on     = [google_logging_metric.weir]
}
