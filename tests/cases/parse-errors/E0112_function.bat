// The end of its parameters is missing, and all that follows them.
fn first(size: Int = 3
fn second(size: Int): Int = size

fn third(size: Int

let last = 1
