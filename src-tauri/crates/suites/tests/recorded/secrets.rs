//! T8: secrets are in the request, and nowhere else.

use domain::event::DataSet;
use proptest::prelude::*;
use serde_json::json;

use crate::items::{encode, event, suite_with};

proptest! {
    #[test]
    fn t8_no_secret_is_ever_in_what_is_shown(secret in "[A-Za-z0-9!#$%&'*+<>\"]{12,24}") {
        for push_type in ["ecology", "landray"] {
            for encoding in ["asIs", "md5Lower"] {
                let changes = match push_type {
                    "landray" => json!({ "protocol": { "passwordEncoding": encoding } }),
                    _ => json!({}),
                };
                let suite = suite_with(push_type, changes, &[("apiKey", &secret), ("password", &secret)]);
                for data_set in DataSet::ALL {
                    let exchange = encode(&suite, &event(json!({})), data_set).unwrap();
                    let mut shown = String::from_utf8(exchange.shown_body.to_vec()).unwrap();
                    shown.push_str(&format!("{:?} {suite:?} {:?}", exchange.shown_headers, exchange.request.headers()));
                    let escaped = quick_xml::escape::escape(secret.as_str()).into_owned();
                    prop_assert!(!shown.contains(&secret) && !shown.contains(&escaped), "{}", shown);
                    prop_assert!(shown.contains("******"), "the place of the secret should be marked");
                }
            }
        }
    }
}
