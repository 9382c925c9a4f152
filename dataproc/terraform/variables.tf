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
}

variable "bucket" {
  description = "The bucket of the warehouse; made here, unique in the world."
  type        = string
}

variable "archive_nearline_after_days" {
  description = "When raw records move to Nearline, or null for never. A new model version reads the whole archive once, and then each byte of Nearline costs a retrieval."
  type        = number
  default     = null
}

variable "message_retention" {
  description = "How long Pub/Sub keeps messages, read or not, so that a stream can seek back."
  type        = string
  default     = "604800s"
}

variable "notification_channels" {
  description = "Ids of Cloud Monitoring channels that hear of alerts."
  type        = list(string)
  default     = []
}

variable "kafka" {
  description = "Managed Service for Apache Kafka, or null for none."
  type = object({
    subnet     = string
    vcpus      = optional(number, 3)
    memory_gib = optional(number, 3)
    partitions = optional(number, 6)
  })
  default = null
}

variable "composer" {
  description = "A Composer 3 environment, or null for none. Without it, ../workflow.yaml does the nightly work."
  type = object({
    image_version = optional(string, "composer-3-airflow-3")
    size          = optional(string, "ENVIRONMENT_SIZE_SMALL")
  })
  default = null
}
