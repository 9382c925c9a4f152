# Tables and views in it are Weir's to make, and to upgrade.
resource "google_bigquery_dataset" "weir" {
  dataset_id                 = replace(var.name, "-", "_")
  location                   = var.region
  description                = "Weir: web access logs, counted twice. Tables are append-only; read the views."
  delete_contents_on_destroy = false
  depends_on                 = [google_project_service.api]

  labels = {
    app = "weir"
  }
}
