//! What a request holds, read strictly: a body of JSON, a query, an id in the path. Whatever is wrong is named by its
//! field; nothing that is not understood is passed over in silence.

mod body;
mod by;
mod complaint;
mod path;
mod query;

pub(crate) use body::{BodyBudget, JsonBody, MOST_CONFIGURATION, MOST_DIRECTORY, RawBody};
pub(crate) use by::{By, IdBy};
pub(crate) use path::{Id, Names};
pub(crate) use query::Query;
