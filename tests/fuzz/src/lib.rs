//! What the fuzz targets share. Each target lies at one seam where bytes from outside come in, and holds that no bytes
//! make the program panic, hang or grow beyond bounds, and that a few simple things stay true of what was read.
//!
//! * [`answers`]: an HTTP answer made of arbitrary bytes, and what may be said of one;
//! * [`receivers`]: a suite of every push type, channels of every kind;
//! * [`items`]: items to make requests of;
//! * [`house`]: an engine in a directory of its own, for parsers that only it reaches.
//!
//! An input is text where that can be: a first line that chooses, the bytes behind it. So seeds can be written and read
//! by hand. `scripts/fuzz` runs the targets.

pub mod answers;
pub mod house;
pub mod items;
pub mod receivers;
