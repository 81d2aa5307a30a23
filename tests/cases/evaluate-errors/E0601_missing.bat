type Sizing = { class: String, zones: Int(1..=3), names: Map<{ size: Int }> }

stack Main {
  param sizing: Sizing
  resource topic = AWS::SNS::Topic { DisplayName: "${sizing.class} ${sizing.zones} ${join(keys(sizing.names), "")}" }
}
app Program {
  param sizing: Sizing
  param owner: String
  param cost: Int = 3
  tags { Owner: owner, Cost: "${cost}" }
  stack main = Main { sizing }
}
abstract env base = Program { sizing: { zones: 2 } }
env test extends base {
  sizing: { names: { a: { size: 1 } } }
}
