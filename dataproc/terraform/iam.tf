# Who may do what, and why. There are no keys: jobs run as these accounts, people and CI impersonate them.

resource "google_service_account" "stream" {
  account_id   = "${var.name}-stream"
  display_name = "Weir: the speed layer"
  depends_on   = [time_sleep.services]
}

resource "google_service_account" "batch" {
  account_id   = "${var.name}-batch"
  display_name = "Weir: the batch layer, import, clean-up"
  depends_on   = [time_sleep.services]
}

resource "google_service_account" "publisher" {
  account_id   = "${var.name}-publisher"
  display_name = "Weir: whoever sends lines"
  depends_on   = [time_sleep.services]
}

resource "google_service_account" "scheduler" {
  account_id   = "${var.name}-scheduler"
  display_name = "Weir: submits the nightly work"
  depends_on   = [time_sleep.services]
}

locals {
  jobs = {
    stream = google_service_account.stream
    batch  = google_service_account.batch
  }
}

# Why: the machines of a job report to Managed Service for Apache Spark (once Dataproc) and write its logs. It is what that
# demands of a job's account; it also lets jobs use buckets of the project, hence keep other data in another project.
resource "google_project_iam_member" "worker" {
  for_each = local.jobs
  project  = var.project
  role     = "roles/dataproc.worker"
  member   = each.value.member
}

# Why: both layers append to archive, tables and ledger, and delete what they staged. Not objectAdmin: no job changes
# rights.
resource "google_storage_bucket_iam_member" "warehouse" {
  for_each = local.jobs
  bucket   = google_storage_bucket.warehouse.name
  role     = "roles/storage.objectUser"
  member   = each.value.member
}

# Why: Hadoop's connector asks whether a bucket exists (storage.buckets.get) before it writes the first object.
resource "google_storage_bucket_iam_member" "warehouse_exists" {
  for_each = local.jobs
  bucket   = google_storage_bucket.warehouse.name
  role     = "roles/storage.bucketViewer"
  member   = each.value.member
}

# Why: the stream keeps there what it read, until it is admitted. The batch layer has no business there.
resource "google_storage_bucket_iam_member" "checkpoints" {
  for_each = toset(["roles/storage.objectUser", "roles/storage.bucketViewer"])
  bucket   = google_storage_bucket.checkpoints.name
  role     = each.value
  member   = google_service_account.stream.member
}

# Why: to fetch its jar, and to leave driver output where gcloud finds it.
resource "google_storage_bucket_iam_member" "staging" {
  for_each = local.jobs
  bucket   = google_storage_bucket.staging.name
  role     = "roles/storage.objectUser"
  member   = each.value.member
}

# Why: to pull and acknowledge. On this subscription only.
resource "google_pubsub_subscription_iam_member" "stream_pulls" {
  subscription = google_pubsub_subscription.lines.name
  role         = "roles/pubsub.subscriber"
  member       = google_service_account.stream.member
}

# Why: to read the subscription's deadline and retention, which pulling does not allow.
resource "google_pubsub_subscription_iam_member" "stream_looks" {
  subscription = google_pubsub_subscription.lines.name
  role         = "roles/pubsub.viewer"
  member       = google_service_account.stream.member
}

# Why: to send lines, and to do nothing else.
resource "google_pubsub_topic_iam_member" "publisher" {
  topic  = google_pubsub_topic.lines.name
  role   = "roles/pubsub.publisher"
  member = google_service_account.publisher.member
}

# Why: views are made, and the ledger is read, by query jobs, and only a project can grant those. It gives access to no
# data.
resource "google_project_iam_member" "queries" {
  for_each = local.jobs
  project  = var.project
  role     = "roles/bigquery.jobUser"
  member   = each.value.member
}

# Why: Spark reads tables by the Storage Read API, whose sessions belong to the project. It gives access to no data.
resource "google_project_iam_member" "read_sessions" {
  for_each = local.jobs
  project  = var.project
  role     = "roles/bigquery.readSessionUser"
  member   = each.value.member
}

# Why: what the nightly schedule does, and no more: roles/dataproc.editor could also delete clusters.
resource "google_project_iam_custom_role" "submit" {
  role_id     = replace("${var.name}_submit", "-", "_")
  title       = "Weir: submit jobs"
  description = "Create and watch Serverless batches, instantiate workflow templates."
  depends_on  = [time_sleep.services]
  permissions = [
    "dataproc.batches.cancel",
    "dataproc.batches.create",
    "dataproc.batches.delete",
    "dataproc.batches.get",
    "dataproc.batches.list",
    "dataproc.operations.cancel",
    "dataproc.operations.get",
    "dataproc.workflowTemplates.get",
    "dataproc.workflowTemplates.instantiate",
  ]
}

# Why: to submit the nightly work.
resource "google_project_iam_member" "scheduler_submits" {
  project = var.project
  role    = google_project_iam_custom_role.submit.id
  member  = google_service_account.scheduler.member
}

# Why: who submits a job hands it an identity, and may hand it this one only.
resource "google_service_account_iam_member" "scheduler_as_batch" {
  service_account_id = google_service_account.batch.name
  role               = "roles/iam.serviceAccountUser"
  member             = google_service_account.scheduler.member
}
