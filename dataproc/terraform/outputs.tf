locals {
  warehouse   = "gs://${google_storage_bucket.warehouse.name}/warehouse"
  checkpoints = "gs://${google_storage_bucket.checkpoints.name}"
  tables      = "${var.project}.${google_bigquery_dataset.weir.dataset_id}"

  in_subnet   = local.subnet == null ? "" : " --subnet ${local.subnet}"
  stream_runs = var.cluster == null ? "--service-account ${google_service_account.stream.email}${local.in_subnet}" : "--cluster ${google_dataproc_cluster.stream[0].name}"
  batch_runs  = "--service-account ${google_service_account.batch.email}${local.in_subnet}"

  # What ../workflow.yaml leaves open.
  template = {
    JAR       = "'\"$jar\"'"
    WAREHOUSE = local.warehouse
    STAGING   = google_storage_bucket.staging.name
    ACCOUNT   = google_service_account.batch.email
  }
  filled = join(" ", [for name, value in local.template : "-e 's|@${name}@|${value}|'"])

  nightly = var.composer == null ? [
    "sed ${local.filled} dataproc/workflow.yaml | gcloud dataproc workflow-templates import ${var.name}-nightly --region=${var.region} --source=-",
    ] : [
    "gcloud composer environments storage dags import --environment=${google_composer_environment.weir[0].name} --location=${var.region} --source=dataproc/composer/weir_nightly.py",
    "gcloud composer environments run ${google_composer_environment.weir[0].name} --location=${var.region} variables -- set weir_batch_jar \"$jar\"",
  ]
}

output "environment" {
  description = "What ../submit.sh and weir read: `eval \"$(terraform output -raw environment)\"`."
  value = join("\n", concat([
    "export WEIR_PROJECT=${var.project}",
    "export WEIR_REGION=${var.region}",
    "export WEIR_BUCKET=${google_storage_bucket.staging.name}",
    "export WEIR_WAREHOUSE=${local.warehouse}",
    "export WEIR_BIGQUERY=${local.tables}",
  ], local.subnet == null ? [] : ["export WEIR_SUBNET=${local.subnet}"], [""]))
}

output "next_steps" {
  description = "What makes it run, to be typed where Weir's repository is: `terraform output -raw next_steps`."
  value = join("\n", concat([
    "eval \"$(terraform -chdir=dataproc/terraform output -raw environment)\"",
    "./weir --help",
    "./weir bigquery init --location ${google_bigquery_dataset.weir.location}",
    "dataproc/submit.sh stream ${local.stream_runs} -- --source pubsub --subscription ${google_pubsub_subscription.lines.id} --checkpoint ${local.checkpoints}/pubsub --bigquery ${local.tables}",
    "dataproc/submit.sh batch ${local.batch_runs} -- --bigquery ${local.tables}",
    "jar=$(dataproc/submit.sh batch --dry-run | grep -o 'gs://[^ ,]*/jars/batch-job-[^ ,]*[.]jar' | head -n 1)",
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
