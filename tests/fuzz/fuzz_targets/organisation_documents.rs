//! The organisation as a JSON document: what is right is written again the same, and its trees can be walked.

#![no_main]

use domain::directory::{Directory, DirectoryDocument};
use engine::EngineError;
use foreign_bytes::house::{actor, house};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let read = house().wait(house().engine.import_directory(&actor(), data.to_vec(), true));
    let read = match read {
        Ok(read) => read,
        Err(EngineError::Invalid(fields)) => {
            assert!(
                fields.iter().all(|field| field.path.starts_with("/file")),
                "{fields:?}"
            );
            return;
        }
        Err(error) => panic!("a document is no fault of ours: {error}"),
    };
    assert!(
        !read.applied && read.shown_wrong.len() <= 200,
        "a preview changes nothing and shows the first"
    );
    let Ok(document) = serde_json::from_slice::<DirectoryDocument>(data) else {
        return;
    };
    assert_eq!(
        document.check().is_ok(),
        read.wrong == 0,
        "a preview says what is wrong"
    );
    if read.wrong > 0 {
        return;
    }
    let written = serde_json::to_vec(&document).expect("a document can be written");
    let again: DirectoryDocument = serde_json::from_slice(&written).expect("what was written can be read");
    assert_eq!(document, again, "a document is the same once it was written");
    walk(document);
});

fn walk(document: DirectoryDocument) {
    let directory = Directory::new(document.clone());
    for person in &document.persons {
        let main = directory.main_account(&person.id);
        assert!(directory.person(main).is_some(), "a main account is a person");
        let _ = directory.subsidiary_of(person);
    }
    for department in &document.departments {
        let below = directory.departments_within(&department.id);
        assert!(
            below.len() <= document.departments.len(),
            "nothing lies below twice"
        );
    }
    for subsidiary in &document.subsidiaries {
        let below = directory.subsidiaries_within(&subsidiary.id);
        assert!(
            below.len() <= document.subsidiaries.len(),
            "nothing lies below twice"
        );
    }
}
