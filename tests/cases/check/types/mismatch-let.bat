let ports: [Int] = [80, "443"]

let port: Int = "443"

let zones: Map<Int> = { a: 1, b: "2" }
