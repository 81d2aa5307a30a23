stack Files {
  param public: Bool

  let acl = "private"

  if public {
    let acl = "public-read"
  }

  output acl
}
