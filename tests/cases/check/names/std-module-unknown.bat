use std.kubernetes.{Cluster}

stack Network {
  resource cluster = Cluster {}
}
