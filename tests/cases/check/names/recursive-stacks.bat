construct Network {
  resource alarms = Alarms {}
}

construct Alarms {
  resource watched = Watched {}
}

construct Watched {
  resource network = Network {}
}
