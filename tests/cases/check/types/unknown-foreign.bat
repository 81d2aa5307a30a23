stack Files {
  param name: string
  param count: number
  param tags: object
  param names: Array<String>
  param flag: boolean

  output all = "${name}${count}${json(tags)}${join(names, ",")}${flag}"
}
