fn number(flag: Bool): Int = match flag {
  true => 1
}

fn open(n: Int): Int = match n {
  0 => 1
  1 => 2
}
