type Tree = { value: Int, children: [Tree] }

fn value(tree: Tree): Int = tree.value
