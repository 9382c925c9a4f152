locals {
  warehouse   = "gs://${google_storage_bucket.warehouse.name}/warehouse"
  checkpoints = "gs://${google_storage_bucket.checkpoints.name}"
  tables      = "${var.project}.${google_bigquery_dataset.weir.dataset_id}"

  in_subnet   = "--subnet ${local.subnet}"
  stream_runs = var.cluster == null ? "--service-account ${google_service_account.stream.email} ${local.in_subnet}" : "--cluster ${google_dataproc_cluster.stream[0].name}"
  batch_runs  = "--service-account ${google_service_account.batch.email} ${local.in_subnet}"

  # The head of ../workflow.yaml says how to import it.
  imports = [for line in split("\n", file("${path.module}/../workflow.yaml")) :
    replace(replace(substr(line, 4, -1), "weir-nightly", "${var.name}-nightly"), "weir-batch@", "${var.name}-batch@") if startswith(line, "#   ")
  ]
  nightly = var.composer == null ? local.imports : [
    "gcloud composer environments storage dags import --environment=${google_composer_environment.weir[0].name} --location=${var.region} --source=dataproc/composer/weir_nightly.py",
    "gcloud composer environments run ${google_composer_environment.weir[0].name} --location=${var.region} variables -- set weir_batch_jars \"$(dataproc/submit.sh batch --print-jars)\"",
  ]
}

output "environment" {
  description = "What ../submit.sh and weir read: `eval \"$(terraform output -raw environment)\"`."
  value       = <<-EOT
    export WEIR_PROJECT=${var.project}
    export WEIR_REGION=${var.region}
    export WEIR_BUCKET=${google_storage_bucket.staging.name}
    export WEIR_WAREHOUSE=${local.warehouse}
    export WEIR_BIGQUERY=${local.tables}
    export WEIR_SUBNET=${local.subnet}
  EOT
}

output "next_steps" {
  description = "What makes it run, to be typed where Weir's repository is: `terraform output -raw next_steps`."
  value = join("\n", concat([
    "eval \"$(terraform -chdir=dataproc/terraform output -raw environment)\"",
    "./weir --help",
    "./weir bigquery init --location ${google_bigquery_dataset.weir.location} --views ${var.project}.${google_bigquery_dataset.answers.dataset_id}",
    "dataproc/submit.sh stream ${local.stream_runs} -- --source pubsub --subscription ${google_pubsub_subscription.lines.id} --checkpoint ${local.checkpoints}/pubsub --bigquery ${local.tables}",
    "dataproc/submit.sh batch ${local.batch_runs} -- --bigquery ${local.tables}",
  ], local.nightly, [""]))
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
