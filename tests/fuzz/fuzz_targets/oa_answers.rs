//! Answers of the OA's own interfaces: pages of the organisation, pages of requests, counts.

#![no_main]

use foreign_bytes::answers::Foreign;
use weaver::HrmList;
use weaver::reading;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Some(foreign) = Foreign::of(data) else { return };
    let answer = foreign.answer();
    let Ok(said) = reading::json(answer.status, answer.body) else {
        return;
    };
    match foreign.way % 6 {
        0 => drop(reading::request_count(&said)),
        1 => drop(reading::request_page(&said)),
        way => {
            let lists = [
                HrmList::Subsidiaries,
                HrmList::Departments,
                HrmList::Posts,
                HrmList::Persons,
            ];
            let Ok(page) = reading::organisation_page(lists[usize::from(way) - 2], &said) else {
                return;
            };
            assert!(page.rows.len() <= page.sent);
            // What is kept of it can be read again.
            for row in &page.rows {
                let kept = serde_json::to_string(row).expect("a row is plain text fields");
                assert_eq!(
                    serde_json::from_str::<weaver::HrmRow>(&kept).ok().as_ref(),
                    Some(row)
                );
            }
        }
    }
});
