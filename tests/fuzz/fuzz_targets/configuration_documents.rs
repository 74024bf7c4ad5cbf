//! A configuration as one TOML document, compared with an installation that has one target.

#![no_main]

use engine::EngineError;
use foreign_bytes::house::house;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    match house().wait(house().engine.compare_configuration(text.to_owned())) {
        Ok(comparison) => {
            assert!(!comparison.applied, "a comparison changes nothing");
            let again = house().wait(house().engine.compare_configuration(text.to_owned()));
            assert_eq!(
                Some(comparison),
                again.ok(),
                "the same document compares the same"
            );
        }
        Err(EngineError::Invalid(fields)) => assert!(!fields.is_empty(), "what is wrong is named"),
        Err(error) => panic!("a document is no fault of ours: {error}"),
    }
});
