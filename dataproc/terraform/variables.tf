variable "project" {
  description = "The project's id."
  type        = string
}

variable "region" {
  description = "One region for all of it: traffic between regions costs more than the computation."
  type        = string
}

variable "name" {
  description = "Begins the name of everything."
  type        = string
  default     = "weir"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,18}[a-z0-9]$", var.name))
    error_message = "Invalid name, must be 2 to 20 lower-case letters, digits and hyphens: names of service accounts are made of it."
  }
}

variable "bucket" {
  description = "The bucket of the warehouse; made here, unique in the world. Checkpoints and jars get others, whose names begin with it."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9_-]{1,49}[a-z0-9]$", var.bucket))
    error_message = "Invalid bucket, must be 3 to 51 lower-case letters, digits, hyphens and underscores."
  }
}

variable "restore_days" {
  description = "How long a deleted or replaced object of the warehouse can be restored, and is paid for: 0 for not at all, or 7 to 90."
  type        = number
  default     = 7

  validation {
    condition     = var.restore_days == 0 || (var.restore_days >= 7 && var.restore_days <= 90)
    error_message = "Invalid restore_days, must be 0, or 7 to 90."
  }
}

variable "archive_nearline_after_days" {
  description = "When raw records move to Nearline, or null for never. A new model version reads the whole archive once, and then each byte of Nearline costs a retrieval."
  type        = number
  default     = null
}

variable "message_retention" {
  description = "How long the subscription keeps what no stream acknowledged, at most 2678400s. It costs what is older than a day."
  type        = string
  default     = "604800s"
}

variable "replay_retention" {
  description = "How long the topic keeps all messages, acknowledged ones too, for a seek to a time in the past; null for not at all. Each byte is paid for all that time."
  type        = string
  default     = null
}

variable "log_sources" {
  description = "Whose requests Cloud Logging sends to the topic: load_balancer, cloud_run, both, or none. A service behind a load balancer logs each request twice; name one of the two then."
  type        = set(string)
  default     = ["load_balancer"]

  validation {
    condition     = length(setsubtract(var.log_sources, ["load_balancer", "cloud_run"])) == 0
    error_message = "Invalid log_sources, must be of load_balancer and cloud_run."
  }
}

variable "subnet" {
  description = "A subnet with Private Google Access in which jobs run, as projects/P/regions/R/subnetworks/S; null for the region's of the network `default`, or of one that is made here (network)."
  type        = string
  default     = null
}

variable "network" {
  description = "A network of its own for the jobs, or null for none. Jobs need no NAT: submit.sh uploads what they read."
  type = object({
    range = optional(string, "10.64.0.0/20")
    nat   = optional(bool, false)
  })
  default = null
}

variable "cluster" {
  description = "A cluster for the stream, or null: then it runs as a Serverless batch. Image, properties and JDK are those of ../workflow.yaml, unless given."
  type = object({
    machine_type  = optional(string, "n2-standard-4")
    workers       = optional(number, 2)
    image_version = optional(string)
    properties    = optional(map(string), {})
  })
  default = null
}

variable "nightly" {
  description = "When the nightly work starts, in UTC, as cron writes it. Airflow's is in its DAG."
  type        = string
  default     = "10 1 * * *"
}

variable "readers" {
  description = "Who reads answers without client addresses: user:…, group:… or serviceAccount:…"
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for who in var.readers : can(regex("^(user|group|serviceAccount):.+@.+$", who))])
    error_message = "Invalid readers, must be user:…, group:… or serviceAccount:… and an address."
  }
}

variable "investigators" {
  description = "Who reads lines and client addresses, too: user:…, group:… or serviceAccount:…"
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for who in var.investigators : can(regex("^(user|group|serviceAccount):.+@.+$", who))])
    error_message = "Invalid investigators, must be user:…, group:… or serviceAccount:… and an address."
  }
}

variable "notification_channels" {
  description = "Ids of Cloud Monitoring channels that hear of alerts."
  type        = list(string)
  default     = []
}

variable "kafka" {
  description = "Managed Service for Apache Kafka, or null for none. Its subnet is that of the jobs, unless named."
  type = object({
    subnet     = optional(string)
    vcpus      = optional(number, 3)
    memory_gib = optional(number, 3)
    partitions = optional(number, 6)
  })
  default = null
}

variable "composer" {
  description = "An environment of Managed Service for Apache Airflow (once Cloud Composer), or null for none. Without it, ../workflow.yaml does the nightly work."
  type = object({
    image_version = optional(string, "composer-3-airflow-3.3.1")
    size          = optional(string, "ENVIRONMENT_SIZE_SMALL")
  })
  default = null

  validation {
    condition     = can(regex("^composer-3-airflow-3[.]([2-9]|[1-9][0-9])", var.composer == null ? "composer-3-airflow-3.2" : var.composer.image_version))
    error_message = "Invalid composer, must have an image_version of Airflow 3.2 or newer, such as composer-3-airflow-3.3.1."
  }
}
