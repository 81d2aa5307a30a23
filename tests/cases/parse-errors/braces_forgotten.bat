stack A
  resource b = T {
    x: 1
  }
}

stack B {
  resource c = T
    x: 1
    y: 2
  }
  tags
    a: "b"
  }
  // No properties are no mistake.
  resource d = T
  resource e = T
}

app C
  param n: Int
  stack a = A {}
}

env d = C
  region: "eu-central-1"
}

construct E {
  resource f = T {
    x: [1, 2
    y: g(1
    z: "abc
  resource h = T {
    x: { y: 1
  }
}

let i = 1
