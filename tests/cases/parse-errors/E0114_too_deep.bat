let a = [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
let b = 1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1
let c = ----------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------1
let d = x.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y.y
let e = if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else if a then b else c
let f = "${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${"${x}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"}"
stack S {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
if a {
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
stack T {
 if a {} else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}else if a {}
}
let fine = 1
