resource "google_managed_kafka_cluster" "weir" {
  count      = var.kafka == null ? 0 : 1
  cluster_id = var.name
  location   = var.region
  depends_on = [time_sleep.services]

  capacity_config {
    vcpu_count   = var.kafka.vcpus
    memory_bytes = var.kafka.memory_gib * 1024 * 1024 * 1024
  }

  gcp_config {
    access_config {
      network_configs {
        subnet = coalesce(var.kafka.subnet, local.subnet)
      }
    }
  }
}

resource "google_managed_kafka_topic" "lines" {
  count              = var.kafka == null ? 0 : 1
  topic_id           = "access-logs"
  cluster            = google_managed_kafka_cluster.weir[0].cluster_id
  location           = var.region
  partition_count    = var.kafka.partitions
  replication_factor = 3

  configs = {
    # Arrival is then the broker's word, not the producer's.
    "message.timestamp.type" = "LogAppendTime"
  }
}

# Why: to connect and read. Kafka's own access lists say which topics.
resource "google_project_iam_member" "kafka" {
  count   = var.kafka == null ? 0 : 1
  project = var.project
  role    = "roles/managedkafka.client"
  member  = google_service_account.stream.member
}
