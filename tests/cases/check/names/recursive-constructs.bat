construct Server {
  resource disk = Disk {}

  output disk
}

construct Disk {
  resource server = Server {}
}
