locals {
  # Where jobs run.
  subnet = var.network != null ? google_compute_subnetwork.weir[0].id : coalesce(var.subnet, "projects/${var.project}/regions/${var.region}/subnetworks/default")
}

resource "google_compute_network" "weir" {
  count                   = var.network == null ? 0 : 1
  name                    = var.name
  auto_create_subnetworks = false
  depends_on              = [time_sleep.services]
}

resource "google_compute_subnetwork" "weir" {
  count         = var.network == null ? 0 : 1
  name          = var.name
  region        = var.region
  network       = google_compute_network.weir[0].id
  ip_cidr_range = var.network.range
  # A job's machines have internal addresses only; by this they reach Google's services.
  private_ip_google_access = true
}

# A job's driver and executors talk to each other on any port.
resource "google_compute_firewall" "weir" {
  count         = var.network == null ? 0 : 1
  name          = "${var.name}-internal"
  network       = google_compute_network.weir[0].id
  direction     = "INGRESS"
  source_ranges = [var.network.range]

  allow {
    protocol = "tcp"
  }
  allow {
    protocol = "udp"
  }
  allow {
    protocol = "icmp"
  }
}

resource "google_compute_router" "weir" {
  count   = try(var.network.nat, false) ? 1 : 0
  name    = var.name
  region  = var.region
  network = google_compute_network.weir[0].id
}

resource "google_compute_router_nat" "weir" {
  count                              = try(var.network.nat, false) ? 1 : 0
  name                               = var.name
  region                             = var.region
  router                             = google_compute_router.weir[0].name
  nat_ip_allocate_option             = "AUTO_ONLY"
  source_subnetwork_ip_ranges_to_nat = "LIST_OF_SUBNETWORKS"

  subnetwork {
    name                    = google_compute_subnetwork.weir[0].id
    source_ip_ranges_to_nat = ["ALL_IP_RANGES"]
  }
}
