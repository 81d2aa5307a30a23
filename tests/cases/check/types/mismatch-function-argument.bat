fn port(secure: Bool): Int = if secure then 443 else 80

let a = port("yes")
