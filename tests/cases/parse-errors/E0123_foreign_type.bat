type A = { a: string, b: int?, c?: Bool, d: String[], e: boolean, f: any }
fn f(x: number): object = x
type B = { x: Range(1...5) }
type Fine = { string: Int }
