let a = 1;
stack S {
  let b = 2;
  let c = 3; let d = 4
  output x = { e: 1; f: 2 };
}
