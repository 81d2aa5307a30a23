stack A {
  resource b = T {
    x: {
      y: 1
    }
    }
    z: 2
  }
  resource c = T {
    x: 1
  }
  }
  resource d = T { x: 1 }
}

stack B {
  resource c = T { x: 1 } }
  resource d = T { x: 1 }
}

stack C {
  resource c = T {
    x: 1
  }
  }
}

// Uneven indentation alone is no mistake.
stack D {
  resource c = T {
    x: [{
      y: 1
      }, {
      y: 2
    }]
    z: {
      y: 1
      }
      w: 2
    }
      resource d = T {}
      }

let e = 1
