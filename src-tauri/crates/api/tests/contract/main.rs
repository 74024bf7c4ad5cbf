//! The published contract, held against a real engine in a directory of its own: every status, every shape, every check
//! of the socket door. One program, so that the engine is linked once.

mod bad_input;
mod configuring;
mod doors;
mod intake;
mod live;
mod runs;
mod secrets;
mod shapes;
mod world;
