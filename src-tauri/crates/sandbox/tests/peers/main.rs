//! The sandbox from outside: raw HTTP exchanges with its receivers over real sockets (rows S1, S4), their trouble
//! switches, the control operations, and the OA's post to an intake.

mod control;
mod e10;
mod ecology;
mod esb;
mod ground;
mod landray;
mod portal;
mod sign_on;
mod trouble;
mod wisedu;
