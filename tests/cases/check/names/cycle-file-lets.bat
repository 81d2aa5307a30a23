let prefix = "${suffix}-x"

let suffix = "${middle}-y"

let middle = "${prefix}-z"
