locals {
  # The nightly cluster's, so that both layers run on the same.
  template = yamldecode(replace(file("${path.module}/../workflow.yaml"), "@STAGING@", local.staging))
  config   = local.template.placement.managedCluster.config
  actions  = try(local.config.initializationActions[*].executableFile, [])
}

# What the machines of a cluster run before they serve.
resource "google_storage_bucket_object" "actions" {
  for_each = toset(var.cluster == null ? [] : local.actions)
  bucket   = google_storage_bucket.staging.name
  name     = basename(each.value)
  source   = "${path.module}/../${basename(each.value)}"
}

# A cluster for the stream, which starts it again when it fails; a Serverless batch ends after 14 days at most.
resource "google_dataproc_cluster" "stream" {
  count  = var.cluster == null ? 0 : 1
  name   = "${var.name}-stream"
  region = var.region
  # Else its machines come up before their account may do anything.
  depends_on = [
    google_project_iam_member.worker,
    google_storage_bucket_iam_member.staging,
    google_storage_bucket_object.actions,
  ]

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
      metadata               = try(local.config.gceClusterConfig.metadata, {})
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
      image_version       = coalesce(var.cluster.image_version, local.config.softwareConfig.imageVersion)
      override_properties = merge(local.config.softwareConfig.properties, var.cluster.properties)
    }

    dynamic "initialization_action" {
      for_each = local.actions
      content {
        script = initialization_action.value
      }
    }
  }
}
