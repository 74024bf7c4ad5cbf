//! Text search over titles that finds any two characters that stand side by side, Chinese ones too; and the persons of
//! an event, in the same index.
//!
//! A text is indexed as its pairs of neighbouring characters; a search is the phrase of the pairs of what was typed.
//! So a search is a true substring search, whatever the script, and needs no dictionary. Letters are folded to lower
//! case; every ASCII sign and blank counts as the same character.
//!
//! A person is one word that no text can hold. An ordinary index over persons would be written at as many places as
//! there are persons in each transaction; the full-text index gathers them.

/// Stands for every ASCII sign and blank. Not ASCII itself, so the `ascii` tokenizer keeps it.
const SIGN: char = '·';
/// Between two texts, so that no pair reaches across.
const WALL: &str = "¶¶";

fn fold(text: &str) -> Vec<char> {
    text.trim()
        .chars()
        .flat_map(char::to_lowercase)
        .map(|c| {
            if c.is_ascii() && !c.is_ascii_alphanumeric() {
                SIGN
            } else {
                c
            }
        })
        .collect()
}

/// What a person is in an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Receiver,
    Creator,
}

/// The word that stands for a person. Ids that differ only in case or signs share one; the rows are compared after.
fn word_for(role: Role, id: &str) -> String {
    let mark = match role {
        Role::Receiver => "¶r",
        Role::Creator => "¶c",
    };
    mark.chars().chain(fold(id)).collect()
}

/// What goes into the index for some texts and persons.
pub(crate) fn words_of(texts: &[&str], persons: &[(Role, &str)]) -> String {
    let mut out = String::with_capacity(texts.iter().map(|text| text.len() * 3).sum());
    for text in texts {
        let folded = fold(text);
        for (n, c) in folded.iter().enumerate() {
            out.push(*c);
            // The last character stands alone, so that a search for one character finds it there too.
            out.extend(folded.get(n + 1));
            out.push(' ');
        }
        out.push_str(WALL);
        out.push(' ');
    }
    for (role, id) in persons {
        out.push_str(&word_for(*role, id));
        out.push(' ');
    }
    out
}

/// The FTS5 query for what somebody typed and for persons; nothing when there is nothing to look for. Words apart by
/// blanks must all be there; of the persons in a role any one, where some are named.
pub(crate) fn query_for(typed: &str, persons: &[(Role, &[String])]) -> Option<String> {
    let typed = typed.split_whitespace().filter_map(word_query);
    let persons = persons.iter().filter(|(_, ids)| !ids.is_empty());
    let persons = persons.map(|(role, ids)| {
        let any: Vec<String> = ids
            .iter()
            .map(|id| format!("\"{}\"", word_for(*role, id)))
            .collect();
        format!("({})", any.join(" OR "))
    });
    let words: Vec<String> = typed.chain(persons).collect();
    (!words.is_empty()).then(|| words.join(" AND "))
}

fn word_query(word: &str) -> Option<String> {
    let folded = fold(word);
    match folded.as_slice() {
        [] => None,
        [only] => Some(format!("\"{only}\" *")),
        several => {
            let pairs: Vec<String> = several.windows(2).map(|pair| pair.iter().collect()).collect();
            Some(format!("\"{}\"", pairs.join(" ")))
        }
    }
}

/// Whether a text holds all that was typed, by the same rules as the index.
pub(crate) fn holds(texts: &[&str], typed: &str) -> bool {
    let folded: Vec<String> = texts
        .iter()
        .map(|text| fold(text).into_iter().collect())
        .collect();
    typed.split_whitespace().all(|word| {
        let word: String = fold(word).into_iter().collect();
        folded.iter().any(|text| text.contains(&word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn l1_index_query_and_comparison_speak_alike() {
        let connection = rusqlite::Connection::open_in_memory().unwrap();
        connection
            .execute_batch("CREATE VIRTUAL TABLE t USING fts5(pairs, content='', contentless_delete=1, tokenize='ascii')")
            .unwrap();
        let texts = [
            "差旅报销-张伟-20261122",
            "IT Service request",
            "用印申请",
            "报",
            "a\"b*c",
        ];
        for (n, text) in texts.iter().enumerate() {
            connection
                .execute(
                    "INSERT INTO t(rowid, pairs) VALUES (?, ?)",
                    (
                        n as i64,
                        words_of(&[text, "财务"], &[(Role::Receiver, &n.to_string())]),
                    ),
                )
                .unwrap();
        }
        let cases = [
            "报销",
            "旅报",
            "张伟",
            "报",
            "service",
            "SERV",
            "e r",
            "1122",
            "申请",
            "销张",
            "财务",
            "请财",
            "\"",
            "b*c",
            "伟 差旅",
            "无此",
        ];
        for typed in cases {
            let query = query_for(typed, &[]).unwrap();
            let found: Vec<i64> = connection
                .prepare("SELECT rowid FROM t WHERE t MATCH ? ORDER BY rowid")
                .unwrap()
                .query_map([&query], |row| row.get(0))
                .unwrap()
                .collect::<Result<_, _>>()
                .unwrap();
            let expected: Vec<i64> = (0..texts.len())
                .filter(|n| holds(&[texts[*n], "财务"], typed))
                .map(|n| n as i64)
                .collect();
            assert_eq!(found, expected, "{typed} as {query}");
        }
        assert_eq!(query_for("  ", &[]), None);
    }

    #[test]
    fn l1_a_person_is_found_in_her_role_and_no_text_looks_like_one() {
        let connection = rusqlite::Connection::open_in_memory().unwrap();
        connection
            .execute_batch("CREATE VIRTUAL TABLE t USING fts5(words, content='', contentless_delete=1, tokenize='ascii')")
            .unwrap();
        let events = [
            ("报销", "1001", "1002"),
            ("¶r1001 r1001 1001", "10010", "1001"),
            ("用印", "zhang.san@某公司", "部门-7"),
        ];
        for (n, (text, receiver, creator)) in events.iter().enumerate() {
            let words = words_of(&[text], &[(Role::Receiver, receiver), (Role::Creator, creator)]);
            connection
                .execute("INSERT INTO t(rowid, words) VALUES (?, ?)", (n as i64, words))
                .unwrap();
        }
        let found = |typed: &str, persons: &[(Role, &str)]| -> Vec<i64> {
            let ids: Vec<[String; 1]> = persons.iter().map(|(_, id)| [(*id).to_owned()]).collect();
            let roles = persons.iter().map(|(role, _)| *role);
            let persons: Vec<(Role, &[String])> =
                roles.zip(ids.iter().map(<[String; 1]>::as_slice)).collect();
            connection
                .prepare("SELECT rowid FROM t WHERE t MATCH ? ORDER BY rowid")
                .unwrap()
                .query_map([query_for(typed, &persons).unwrap()], |row| row.get(0))
                .unwrap()
                .collect::<Result<_, _>>()
                .unwrap()
        };
        assert_eq!(found("", &[(Role::Receiver, "1001")]), [0]);
        assert_eq!(found("", &[(Role::Creator, "1001")]), [1]);
        assert_eq!(found("", &[(Role::Receiver, "zhang.san@某公司")]), [2]);
        assert_eq!(found("", &[(Role::Creator, "部门-7")]), [2]);
        assert_eq!(
            found("报销", &[(Role::Receiver, "1001"), (Role::Creator, "1002")]),
            [0]
        );
        assert_eq!(found("用印", &[(Role::Receiver, "1001")]), [0_i64; 0]);
    }
}
