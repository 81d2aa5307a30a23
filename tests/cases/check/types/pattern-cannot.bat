stack Files {
  param names: [String]
  param name: String

  output a = match name { other => 1, _ => 2 }
  output b = match name { String => 1, _ => 2 }
  output c = match names { { length: 3 } => 1, _ => 2 }
}
