stack S {
  @export
  assert a
  @a @b("c")
  if x {
    @dangling
  }
  @last
}
@x
use std.x.{a}
@end
