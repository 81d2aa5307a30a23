stack A {
  for (x in xs) {
    resource a[x] = T { y: x }
  }
  for (i, x of xs) {
    resource b[i] = T { y: x }
  }
  for x of xs {
    resource c[x] = T {}
  }
  foreach x in xs {
    resource d[x] = T {}
  }
  for x in xs
    resource e[x] = T {}
    resource f[x] = T {}
  output g = 1
  if c
    resource h = T {}
  }
  if (a || b) {
    resource i = T {}
  }
  return a
}
