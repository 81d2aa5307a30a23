stack Files {
  param count: Int
  param ratio: Float
  param kept: Duration
  param size: Size
  param name: String
  param flag: Bool
  param maybe: Int?

  output a = (count + 1) * 2 - 3 / 1 % 2
  output b = ratio * count + 0.5
  output c = (kept + 30d).days
  output d = (2 * kept - 1h).hours
  output e = (size / 2 + 1GiB).mib
  output f = kept / 1d
  output g = if !flag && count > 3 || name == "x" then 1 else 2
  output h = kept >= 30d && size < 1TiB && name < "b"
  output i = -count
  output j = (maybe ?? 0) + 1
  output k = maybe == null
  output l = maybe == 3
}
