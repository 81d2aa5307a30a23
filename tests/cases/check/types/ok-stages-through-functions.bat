/// What a function passes on keeps the stages of its parts, in records, maps and choices.
type One = { name: String, value: String }
type Several = { rule: String, of: Map<One> }

fn same(of: Map<One>): Map<One> = of
fn every(of: Map<One>): Several = { rule: join(keys(of), " "), of }
fn parts(of: One | Several): Map<One> = match of {
  { rule } as several => several.of
  { name, value } as one => { itself: one }
}

construct Checked {
  param of: One | Several
  for key, part in parts(of) {
    assert part.name != "", "${key} has no name"
  }
}

construct Passing {
  resource topic = AWS::SNS::Topic {}
  resource a = Checked { of: { name: "a", value: topic.ref } }
  resource b = Checked { of: every({ for k in ["x", "y"]: k => { name: k, value: topic.ref } }) }
  resource c = Checked { of: every(same({ x: { name: "x", value: topic.ref } })) }
}

construct Counted {
  param of: [One]
  assert length(of) < 10 && all([for one in of: one.name != ""]), "ten or more, or one without a name"
}

construct Lists {
  param tags: Map<String> = {}
  resource topic = AWS::SNS::Topic {}
  let some = [{ name: "a", value: topic.ref }]
  resource a = Counted { of: flatten([for k in ["x", "y"]: [{ name: k, value: topic.ref }]]) }
  resource b = Counted { of: concat(some, [{ name: "b", value: topic.ref }]) }
  resource c = Counted { of: reverse(values({ for k in keys(tags): k => { name: k, value: topic.ref } })) }
}

construct Maps {
  param names: [String]
  resource topic = AWS::SNS::Topic {}
  let written: Map<One> = { a: { name: "a", value: topic.ref } }
  let made: Map<One> = { for n in names: n => { name: n, value: topic.ref } }
  resource a = Counted { of: flatten([for m in [written, made]: values(m)]) }
}
