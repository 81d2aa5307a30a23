stack Files {
  param sizing: { zones: Int }

  output zones = sizing["zone"]
}
