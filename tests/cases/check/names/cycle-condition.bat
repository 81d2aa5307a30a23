stack Files {
  if size > 3 {
    let size = 4
  }
}
