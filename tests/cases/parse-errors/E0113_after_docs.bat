/// A brace after documentation.
}
let a = 1
