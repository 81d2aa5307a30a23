stack S
{
  resource x = T
  {
    a: 1
  }
  if a
  {
    output b = 1
  }
  else
  {
    output c = 1
  }
  for x in xs
  {
  }
  tags
  {
  }
}
env e = App
{
}
