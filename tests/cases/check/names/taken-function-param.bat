fn add(a: Int, a: Int): Int = a + a
