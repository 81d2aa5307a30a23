stack Files {
  param region: String

  output region
}

app Site {
  stack files = Files { region: stack.region }
}
