fn factorial(n: Int): Int = if n == 0 then 1 else n * factorial(n - 1)

let six = factorial(3)
