use std.network.{Vpc}

/// What an environment decides.
type Sizing = { zones: Int }
//   ^ definition.type

fn name_of(part: String): String = lower(part)
// ^ definition.function
//                                 ^ reference.call

let prefix = "shop"
//  ^ definition.constant

/// The network.
stack Network {
//    ^ definition.class
  param sizing: Sizing
  let local = name_of("a")
  //          ^ reference.call
  resource vpc = Vpc { zones: sizing.zones }
  //       ^ definition.field
  //             ^ reference.class
}

app Shop {
//  ^ definition.class
  stack net = Network { sizing: { zones: 2 } }
  //    ^ definition.field
  //          ^ reference.class
}

env production = Shop { region: "eu-central-1" }
//  ^ definition.constant
//               ^ reference.class
