let squares = [for n in range(4): n * n]

let last = n
