//! The query of a list, read strictly: an unknown or repeated parameter and a value out of range are named, never
//! passed over. A parameter with an empty value counts as left out.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use serde::de::value::MapDeserializer;
use serde::de::{DeserializeOwned, Deserializer, Error as _, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::complaint::complaint;
use crate::problem::Problem;

/// The query read as a `T`, whose fields are the parameters; give `T` `deny_unknown_fields`.
pub(crate) struct Query<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        let pairs = axum::extract::Query::<Vec<(String, String)>>::try_from_uri(&parts.uri)
            .map_err(|error| Problem::invalid_field("", "INVALID_VALUE", error.body_text()))?;
        read(pairs.0).map(Self)
    }
}

fn read<T: DeserializeOwned>(pairs: Vec<(String, String)>) -> Result<T, Problem> {
    let given = pairs
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| (name, Value(value)));
    serde_path_to_error::deserialize(MapDeserializer::<_, Fault>::new(given))
        .map_err(|error| Problem::invalid(vec![complaint(error.path(), error.inner())]))
}

type Fault = serde::de::value::Error;

/// One value, which is text until its field says what it should be.
struct Value(String);

impl IntoDeserializer<'_, Fault> for Value {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

macro_rules! read_number {
    ($($method:ident $visit:ident $word:literal),*) => {
        $(
            fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
                match self.0.parse() {
                    Ok(value) => visitor.$visit(value),
                    Err(_) => Err(Fault::custom(format_args!("invalid type: text, expected {}", $word))),
                }
            }
        )*
    };
}

impl<'de> Deserializer<'de> for Value {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_string(self.0)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_enum(self.0.into_deserializer())
    }

    read_number! {
        deserialize_i64 visit_i64 "a whole number",
        deserialize_u64 visit_u64 "a whole number",
        deserialize_u32 visit_u32 "a whole number",
        deserialize_bool visit_bool "true or false"
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i128 u8 u16 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}
