let a = 1 + 2 * 3 - 4 / 5 % 6
let b = a || b && c == d
let c = !a && -b < c + 1
let d = a ?? b ?? c
let e = a & b & c
let f = defaults & overrides ?? {}
let g = x ?? 1 + 2 == 3
let h = (a + b) * (c)
let i = a - b - c
let j = a != b || c <= d && e >= f || g > h
let k = !!a
let l = - -a
let m = a == (b == c)
let n = x?.y ?? z.w
