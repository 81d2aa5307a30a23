let a = 1
let b: Int = 2
let long =
  a +
  b
/// Documented.
let c: String? = null
