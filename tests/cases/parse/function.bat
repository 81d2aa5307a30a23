fn twice(n: Int): Int = n * 2
/// Names a thing.
fn name(prefix: String, parts: [String] = [], sep: String = "-"): String =
  join(sep, [prefix, ...parts])
fn none(): Bool = true
fn long(
  a: Int
  b: Int = 1,
): { a: Int, b: Int } = { a, b }
