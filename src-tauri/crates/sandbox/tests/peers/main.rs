//! The sandbox from outside: raw HTTP exchanges with its receivers over real sockets (rows S1, S4), their trouble
//! switches, the control operations, and the OA's post to an intake.

mod control;
mod ecology;
mod ground;
mod landray;
mod trouble;
