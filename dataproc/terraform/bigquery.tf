# The copy: tables with each line and its client, and all views. Tables and views in it are Weir's to make, and to upgrade.
resource "google_bigquery_dataset" "weir" {
  dataset_id                 = replace(var.name, "-", "_")
  location                   = var.region
  description                = "Weir: web access logs, counted twice. Tables are append-only; read the views."
  delete_contents_on_destroy = false
  depends_on                 = [time_sleep.services]

  labels = {
    app = "weir"
  }

  # Else BigQuery lets all readers of the project in.
  access {
    role          = "OWNER"
    special_group = "projectOwners"
  }

  lifecycle {
    # All others are let in one by one below.
    ignore_changes = [access]
  }
}

# The answers alone: views that name no client, which read the data set above by themselves.
resource "google_bigquery_dataset" "answers" {
  dataset_id                 = replace("${var.name}-answers", "-", "_")
  location                   = var.region
  description                = "Weir: answers without client addresses. Its views may read the data set ${google_bigquery_dataset.weir.dataset_id}; its readers may not."
  delete_contents_on_destroy = false

  labels = {
    app = "weir"
  }

  access {
    role          = "OWNER"
    special_group = "projectOwners"
  }

  lifecycle {
    ignore_changes = [access]
  }
}

# Of google_bigquery_dataset_iam_member, the provider says that it removes what authorises views. So never here.
resource "google_bigquery_dataset_access" "authorised" {
  dataset_id = google_bigquery_dataset.weir.dataset_id

  dataset {
    target_types = ["VIEWS"]

    dataset {
      project_id = var.project
      dataset_id = google_bigquery_dataset.answers.dataset_id
    }
  }
}

# Why: to create and append to tables of this data set. Not of others. WRITER is roles/bigquery.dataEditor on one data set.
resource "google_bigquery_dataset_access" "jobs" {
  for_each      = local.jobs
  dataset_id    = google_bigquery_dataset.weir.dataset_id
  role          = "WRITER"
  user_by_email = each.value.email
}

# Why: who looks into an incident needs lines and client addresses.
resource "google_bigquery_dataset_access" "investigators" {
  for_each       = var.investigators
  dataset_id     = google_bigquery_dataset.weir.dataset_id
  role           = "READER"
  user_by_email  = startswith(each.value, "group:") ? null : split(":", each.value)[1]
  group_by_email = startswith(each.value, "group:") ? split(":", each.value)[1] : null
}

# Why: whoever reads numbers needs no more than the answers.
resource "google_bigquery_dataset_iam_member" "readers" {
  for_each   = setunion(var.readers, var.investigators)
  dataset_id = google_bigquery_dataset.answers.dataset_id
  role       = "roles/bigquery.dataViewer"
  member     = each.value
}

# Why: to read is to run a query, which only a project can grant. It gives access to no data.
resource "google_project_iam_member" "readers_query" {
  for_each   = setunion(var.readers, var.investigators)
  project    = var.project
  role       = "roles/bigquery.jobUser"
  member     = each.value
  depends_on = [time_sleep.services]
}
