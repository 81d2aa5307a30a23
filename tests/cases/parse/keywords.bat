// Keywords are contextual: all but a few words may be names, and all may be keys.
let use = { if: 1, then: 2, else: 3, for: 4, match: 5, true: 6, null: 7, in: 8, resource: 9, use: 10 }
let type = param + resource.output
let keys = {
  for: 1
  if: 2
  match: 3
}
stack Stack {
  param stack: Int
  param tags: Map<String>
  let settings = tags
  resource output = construct.App { env, test: rule, if: 1 }
  output resource = env.name
  output known = known
}
construct Known {
  param known: known Int
  param other: known
}
let x = { type, use }
let y = type.fn(app: env)
