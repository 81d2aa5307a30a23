fn named(prefix: String, name: String = "x", upper_case: Bool = false): String = if upper_case then upper("${prefix}-${name}") else "${prefix}-${name}"

fn first(names: [String]): String? = if length(names) > 0 then names[0] else null

fn ports(from: Int, count: Int): [Int] = [for i in range(count): from + i]

stack Files {
  output a = named("a")
  output b = named("a", "b")
  output c = named("a", upper_case: true)
  output d = named(name: "b", prefix: "a")
  output e = first(["a"]) ?? "none"
  output f = sum(ports(80, count: 3))
}
