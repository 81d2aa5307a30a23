construct Tree {
  param depth: Int

  if depth > 0 {
    resource child = Tree { depth: depth - 1 }
  }
}
