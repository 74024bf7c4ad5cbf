//! What all lists share: how many rows a page has, and the shape of a list that is never longer than a page.

use std::fmt;

use serde::de::{self, Deserializer, Visitor};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Rows of a page: 1 to 200, 50 when left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ToSchema)]
#[schema(value_type = u32, minimum = 1, maximum = 200, default = 50)]
pub(crate) struct Limit(pub(crate) usize);

impl Limit {
    const MOST: u64 = 200;
}

impl Default for Limit {
    fn default() -> Self {
        Self(50)
    }
}

impl<'de> Deserialize<'de> for Limit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Rows;
        impl Visitor<'_> for Rows {
            type Value = Limit;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "a number from 1 to {}", Limit::MOST)
            }

            fn visit_u64<E: de::Error>(self, rows: u64) -> Result<Limit, E> {
                match usize::try_from(rows) {
                    Ok(limit) if (1..=Limit::MOST).contains(&rows) => Ok(Limit(limit)),
                    _ => Err(E::custom(format_args!("must be from 1 to {}", Limit::MOST))),
                }
            }
        }
        deserializer.deserialize_u64(Rows)
    }
}

/// A list that comes whole: `next` is always nothing.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Whole<T> {
    /// All there is.
    pub(crate) items: Vec<T>,
    /// Always nothing; here so that every list has one shape.
    pub(crate) next: Option<String>,
}

impl<T> Whole<T> {
    pub(crate) fn of(items: Vec<T>) -> Self {
        Self { items, next: None }
    }
}
