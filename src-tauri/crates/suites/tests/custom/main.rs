//! Operator-written adapters (row S7): what a script can do, what it cannot, and what becomes of it.

#[cfg(test)]
mod addresses;
#[cfg(test)]
mod codecs;
#[cfg(test)]
mod compiling;
#[cfg(test)]
mod declarations;
#[cfg(test)]
mod digests;
#[cfg(test)]
mod examples;
#[cfg(test)]
mod limits;
#[cfg(test)]
mod scripts;
#[cfg(test)]
mod secrets;
#[cfg(test)]
mod signing_on;
#[cfg(test)]
mod speed;
#[cfg(test)]
mod texts;
#[cfg(test)]
mod verdicts;
