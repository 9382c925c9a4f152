# A cluster for the stream, which starts it again when it fails; a Serverless batch ends after 14 days at most.
resource "google_dataproc_cluster" "stream" {
  count  = var.cluster == null ? 0 : 1
  name   = "${var.name}-stream"
  region = var.region
  # Else its machines come up before their account may do anything.
  depends_on = [google_project_iam_member.worker, google_storage_bucket_iam_member.staging]

  labels = {
    app = "weir"
  }

  cluster_config {
    staging_bucket = google_storage_bucket.staging.name

    gce_cluster_config {
      subnetwork             = local.subnet
      service_account        = google_service_account.stream.email
      service_account_scopes = ["https://www.googleapis.com/auth/cloud-platform"]
      internal_ip_only       = true
    }

    master_config {
      num_instances = 1
      machine_type  = var.cluster.machine_type
    }

    worker_config {
      num_instances = var.cluster.workers
      machine_type  = var.cluster.machine_type
    }

    software_config {
      image_version = var.cluster.image_version
      override_properties = merge({
        # Driver output in Cloud Logging, where the metrics of ../monitoring are made of it.
        "dataproc:dataproc.logging.stackdriver.job.driver.enable" = "true"
      }, var.cluster.properties)
    }
  }
}
