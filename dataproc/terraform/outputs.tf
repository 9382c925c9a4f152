locals {
  warehouse = "gs://${google_storage_bucket.warehouse.name}/warehouse"
}

output "environment" {
  description = "What ../submit.sh reads: `eval \"$(terraform output -raw environment)\"`."
  value       = <<-EOT
    export WEIR_PROJECT=${var.project}
    export WEIR_REGION=${var.region}
    export WEIR_BUCKET=${google_storage_bucket.staging.name}
    export WEIR_WAREHOUSE=${local.warehouse}
  EOT
}

output "subscription" {
  description = "Where the stream pulls."
  value       = google_pubsub_subscription.lines.id
}

output "service_accounts" {
  description = "For --service-account, and for whoever sends lines."
  value = {
    stream    = google_service_account.stream.email
    batch     = google_service_account.batch.email
    publisher = google_service_account.publisher.email
    scheduler = google_service_account.scheduler.email
  }
}
