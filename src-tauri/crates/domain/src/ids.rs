//! Identifiers are types, so that a target can't be taken for a delivery.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! number_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}", self.0)
            }
        }
    };
}

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
        #[serde(transparent)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub struct $name(pub String);

        impl $name {
            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

number_id!(
    /// One receiving system (应用系统).
    TargetId
);
number_id!(
    /// One event for one target. Ids grow in the order of planning.
    DeliveryId
);
number_id!(
    /// One event as it was taken in. Ids grow in the order of intake; a delivery's id grows with its event's.
    EventId
);
number_id!(
    /// One opening of a breaker, a row of `iut_send_fuse_recovery`.
    OpeningId
);
number_id!(
    /// One run of a job over the push log.
    RunId
);
number_id!(
    /// One push address (推送地址).
    AddressId
);
number_id!(
    /// One alert channel (提醒方式).
    ChannelId
);
number_id!(
    /// One alert: a thing that administrators are told of.
    AlertId
);
number_id!(
    /// One message of an alert channel.
    MessageId
);
text_id!(
    /// A person row of the OA: a main account or a part-time identity (兼职身份).
    PersonId
);
text_id!(
    /// One running instance of a workflow (流程ID).
    RequestId
);
text_id!(
    /// A workflow template (流程).
    WorkflowId
);
text_id!(
    /// A group of workflow templates (流程类型).
    WorkflowTypeId
);
