// file: base.bat
type Sizing = { zones: Int }
// file: main.bat
use "./base.bat" as base

fn zones(sizing: base.Sizings): Int = sizing.zones
