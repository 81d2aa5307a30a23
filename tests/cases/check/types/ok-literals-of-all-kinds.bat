stack Files {
  param ratio: 0.5 | 1.5
  param kept: 30d | 60d
  param size: 20GiB | 1TiB
  param flag: true | "auto"

  output all = "${ratio}${kept.days}${size.gib}${flag}"
}
