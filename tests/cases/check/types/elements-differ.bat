let ports = [80, 443, "8080"]

let all = [[1], 2]
