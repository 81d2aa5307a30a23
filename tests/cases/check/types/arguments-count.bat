fn add(a: Int, b: Int = 1): Int = a + b

let none = add()

let three = add(1, 2, 3)

let twice = add(1, a: 2)

let named = add(1, c: 2)

let built_in = split("a")

let more = upper("a", "b")
