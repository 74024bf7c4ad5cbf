//! The client against real sockets, with every kind of trouble that the other side can make.

mod proxy;
mod reaching;
mod server;
mod tls;
mod trouble;
