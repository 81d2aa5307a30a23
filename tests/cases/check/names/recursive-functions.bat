fn even(n: Int): Bool = if n == 0 then true else odd(n - 1)

fn odd(n: Int): Bool = if n == 0 then false else even(n - 1)
