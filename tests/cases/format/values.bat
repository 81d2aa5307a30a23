let numbers=[1_000,-3,- 3,1.5,30d,20GiB]
let strings = ["a",r"\d",r#"a "b""#,"${ a+b }"]
let multi = """
    kept as it is
      ${  x  }
    """
let operators = a+b*c-(d/e)%f<=g&&!h||i??j
let merged = base&{a:1}
let members = a . b ?. c [ 0 ] [ "x" ]
let call = join(  ["a","b"] , separator :"," )
let condition = if a then b else if c then d else e
let matched = match kind{"a"|"b"=>1,null=>2,{kind:"x",port} as whole=>port,_=>3}
let list = [ a , if b:c , ...d ]
let empty = [ { } , [ ] , f( ) ]
let record={vpc,a:1,"a-b":2,[k]:3,...rest,if c:d:4,if c:vpc}
let loop=[for k,v in m if v!=null:v]
let map={for x in xs:x=>{a:x}}

// What the author has split stays so.
let split = {
a:1,b:{c:2}}
let split_list = [
1,2,

3
]
let split_call = f(
a, b:1)
let hugged = f({
  a: 1
}, "text")
let hugged_list = [{
  a: 1
}]
let single = { a: { b: {
  c: 1
} } }
let spread = { a: 1, b: {
  c: 1
} }

// What does not fit is split.
let long_list = ["aaaaaaaaaaaaaaaaaaaaaaaaaaa","bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb","cccccccccccccccccccccccccccccccccccccc", "d"]
let fits_below = ["aaaaaaaaaaaaaaaaaaaaaaaaaaa","bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb","cccccccccccccccccccccccccccccccccc"]
let long_record = {first_field_of_it: "aaaaaaaaaaaaaaaaaaaaaaaa", second_field_of_it: "bbbbbbbbbbbbbbbbbbbbbbbbbb", third: 1}
let long_operators = first_condition_that_is_long(a, b) && second_condition_that_is_longer(c, d) || third_condition(e, f, g, h)
let long_if = if some_condition_that_is_long(a, b) then "a value that is quite long indeed, too" else "another value that is as long"
let long_chain = if kind == "first" then "a value that is quite long" else if kind == "second" then "another one" else "the last value of all"
let long_call = some_function(argument_number_one, argument_number_two, argument_number_three, argument_number_four, five)
let last_record = some_function(argument_number_one, { key_number_one: "value one", key_number_two: "value two", three: 3 })
let long_loop = [for name, needs in everything_that_there_is if needs.public: { name, public: needs.public, port: needs.port }]
let long_map = { for name, needs in everything_that_there_is if needs.public: "${name}-public" => metric(needs.resource, "Requests") }
let hugging_if = if condition then null else { key_number_one: "value one of it", key_number_two: "value two of it", key_number_three: 3 }
let very_long_text = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

// A name that is a keyword, too, keeps its comma where it stands alone on a line.
let words = f(rule, stack)
let split_words = f(
  rule,
  stack,
  other)
let shorthand = {
  app,
  env, b: 1
}
