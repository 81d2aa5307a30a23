let ints = [0, 1, 1_000_000, -5, - 5, -x, 9223372036854775807, -9223372036854775808]
let floats = [1.5, 0.25, -1.5, 1_000.5]
let durations = [30d, 12h, 5min, 60s, 500ms, -30d]
let sizes = [20GiB, 512MiB, 1KiB, 1TiB, 100B]
let members = 30d.hours + 20GiB.mib
let negative_member = -30d.hours
