//! What a request holds, read strictly: a body of JSON, a query, an id in the path. Whatever is wrong is named by its
//! field; nothing that is not understood is passed over in silence.

mod body;
mod complaint;
mod path;
mod query;

pub(crate) use body::{BodyBudget, JsonBody};
pub(crate) use path::Id;
pub(crate) use query::Query;
