//! What is said of a script before it runs.

use proptest::prelude::*;
use serde_json::json;
use suites::{Adapter, adapter_examples, check_adapter};

use crate::scripts::{CLASSIFY, ENCODE, PARAMETERS, compiled, refused};

/// A whole script, its `encode` beginning on line 4.
fn with_encode(body: &str) -> String {
    format!("{PARAMETERS}{CLASSIFY}\nfn encode(item, params) {{\n{body}\n}}\n")
}

#[test]
fn s7_a_script_that_cannot_be_parsed_is_refused_with_line_and_column() {
    let fault = Adapter::compile("a.B", 1, &with_encode("  let x = ;")).expect_err("the script is broken");
    assert_eq!((fault.line, fault.column), (Some(5), Some(11)), "{fault}");
    assert!(fault.to_string().starts_with("line 5, column 11: "), "{fault}");
}

#[test]
fn s7_a_function_that_does_not_exist_is_refused_where_it_is_called() {
    for (body, expected) in [
        (
            "#{ path: sha1(\"x\") }",
            "line 5, column 10: there is no function sha1",
        ),
        (
            "let x = item.request_id.shout(); x",
            "line 5, column 25: there is no function shout",
        ),
        ("shout();", "line 5, column 1: there is no function shout"),
        (
            "if true { [1, #{ a: `${shout()}` }] }",
            "line 5, column 24: there is no function shout",
        ),
    ] {
        assert_eq!(refused(&with_encode(body)), expected, "{body}");
    }
}

#[test]
fn s7_a_wrong_number_of_parameters_is_refused_where_it_is_called() {
    for (body, expected) in [
        ("md5()", "line 5, column 1: md5 takes 1 parameters here, not 0"),
        (
            "\"a\".replace(\"b\")",
            "line 5, column 5: replace takes 2 parameters here, not 1",
        ),
        (
            "\"a\".sub_text()",
            "line 5, column 5: sub_text takes 1 or 2 parameters here, not 0",
        ),
        (
            "encode(item)",
            "line 5, column 1: encode takes 2 parameters here, not 1",
        ),
    ] {
        assert_eq!(refused(&with_encode(body)), expected, "{body}");
    }
}

#[test]
fn s7_a_variable_that_does_not_exist_is_refused() {
    let fault = refused(&with_encode("let a = 1;\n  b"));
    assert_eq!(fault, "line 6, column 3: Undefined variable: b");
}

#[test]
fn s7_a_misspelt_property_of_the_item_is_refused() {
    let fault = refused(&with_encode("#{ path: \"/x\", body: item.reciever }"));
    assert_eq!(fault, "line 5, column 27: item has no property reciever");
    compiled(&with_encode(
        "let n = item.links.pc; let t = item.request_id.len(); #{ path: n }",
    ));
    compiled(&with_encode(
        "for item in [#{ own: 1 }] { let x = item.own; } #{ path: \"/x\" }",
    ));
}

#[test]
fn s7_the_functions_of_the_contract_must_be_there_with_their_parameters() {
    for (source, expected) in [
        (
            format!("{ENCODE}{CLASSIFY}"),
            "the function parameters with 0 parameters is missing",
        ),
        (
            format!("{PARAMETERS}{CLASSIFY}"),
            "the function encode with 2 parameters is missing",
        ),
        (
            format!("{PARAMETERS}{ENCODE}"),
            "the function classify with 3 parameters is missing",
        ),
        (
            format!("{PARAMETERS}{CLASSIFY}fn encode(item) {{ }}"),
            "line 3, column 1: encode must have 2 parameters",
        ),
        (
            format!("{PARAMETERS}{CLASSIFY}{ENCODE}fn footprint() {{ }}"),
            "line 4, column 1: footprint must have 1 parameters",
        ),
        (
            format!("{PARAMETERS}{CLASSIFY}{ENCODE}fn sign_on(params) {{ }}"),
            "the function read_sign_on with 2 parameters is missing; sign_on, read_sign_on and token_refused belong together",
        ),
    ] {
        assert_eq!(refused(&source), expected, "{source}");
    }
}

#[test]
fn s7_only_texts_stand_between_brackets() {
    for body in [
        "let s = \"abc\"; s[0]",
        "let s = \"abc\"; s[1] = 'x';",
        "let s = \"abc\"; s[0..2]",
        "let a = [1]; let i = 0; a[i]",
        "let m = #{}; m.x[5].y",
        "let m = #{}; m[\"a\"][5]",
        "let m = #{}; m[\"a\".len()]",
        "let m = #{}; m[m[\"a\"]]",
        "let m = #{}; m?[5]",
        "let m = #{}; m[`a${1}`] = 1;",
        "let m = #{}; let n = \"a\"; `${m[n]}`",
    ] {
        let fault = refused(&with_encode(body));
        assert!(
            fault.contains("only a text in quotes may stand between brackets"),
            "{body}: {fault}"
        );
        assert!(fault.starts_with("line 5, column "), "{body}: {fault}");
    }
    compiled(&with_encode(
        "let m = #{}; m[\"a b\"] = 1; m.set(`x${1}`, m[\"a b\"]); #{ path: \"/x\" }",
    ));
}

#[test]
fn s7_only_functions_stand_at_the_top_level() {
    let fault = refused(&format!("{PARAMETERS}{ENCODE}{CLASSIFY}let x = 1;"));
    assert_eq!(
        fault,
        "line 4, column 1: only functions may stand at the top level"
    );
}

#[test]
fn s7_what_reaches_out_of_the_script_does_not_exist() {
    for body in [
        "eval(\"1\")",
        "import \"x\" as y;",
        "export x;",
        "Fn(\"md5\")",
        "let f = |x| x; f.call(1)",
        "open_file(\"/etc/passwd\")",
        "read(\"/etc/passwd\")",
        "timestamp()",
        "sleep(1)",
        "rand()",
        "uuid()",
        "system(\"id\")",
        "env(\"HOME\")",
        "exit(1)",
        "global::x",
        "\"md5\".curry(1)",
        "is_def_fn(\"a\", 1)",
        "1.5",
    ] {
        let faults = check_adapter(&with_encode(body));
        assert!(!faults.is_empty(), "{body} should be refused");
        assert_eq!(faults[0].line, Some(5), "{body}: {}", faults[0]);
    }
}

#[test]
fn s7_the_check_for_the_editor_tells_every_fault_in_the_order_of_the_lines() {
    assert_eq!(check_adapter(&format!("{PARAMETERS}{ENCODE}{CLASSIFY}")), []);
    let faults = check_adapter(&with_encode("nobody();\nnowhere();\nmd5()"));
    let told: Vec<_> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "line 5, column 1: there is no function nobody",
            "line 6, column 1: there is no function nowhere",
            "line 7, column 1: md5 takes 1 parameters here, not 0",
        ]
    );
}

#[test]
fn s7_what_is_run_at_compile_time_must_give_what_the_contract_says() {
    let whole = |extra: &str| format!("{PARAMETERS}{ENCODE}{CLASSIFY}{extra}");
    for (extra, expected) in [
        (
            "fn footprint(data_set) { 5 }",
            "footprint must return \"person\" or \"request\"",
        ),
        (
            "fn needs_creator() { \"yes\" }",
            "needs_creator must return true or false",
        ),
        ("fn footprint(data_set) { throw \"nein\" }", "nein"),
        ("fn needs_creator() { loop { } }", "operations"),
    ] {
        let fault = refused(&whole(extra));
        assert!(
            fault.starts_with("line 4, ") && fault.contains(expected),
            "{extra}: {fault}"
        );
    }
}

#[test]
fn s7_class_names_are_words_with_dots_between_them() {
    let longest = format!("a.{}", "b".repeat(62));
    for good in ["A", "a.B", "example.JsonPortal", "com.example.v2_x", &longest] {
        assert!(
            Adapter::check_class(good).is_ok(),
            "{good} should be a class name"
        );
    }
    let too_long = format!("{longest}b");
    for bad in [
        "", ".", "a.", ".a", "a..b", "1a", "a.1", "_a", "a-b", "a b", "a/b", "../a", "中", "a\n", &too_long,
    ] {
        assert!(
            Adapter::check_class(bad).is_err(),
            "{bad:?} should be no class name"
        );
        let source = format!("{PARAMETERS}{ENCODE}{CLASSIFY}");
        assert!(
            Adapter::compile(bad, 1, &source).is_err(),
            "{bad:?} should not be compiled"
        );
    }
}

#[test]
fn s7_an_adapter_says_what_it_is() {
    let source = format!("{PARAMETERS}{ENCODE}{CLASSIFY}");
    let adapter = Adapter::compile("a.B", 7, &source).expect("the script is sound");
    assert_eq!(
        (adapter.class(), adapter.version(), adapter.source()),
        ("a.B", 7, source.as_str())
    );
    assert_eq!(adapter.spec().implementation_class, "a.B");
    assert_eq!(json!(adapter.spec().push_type), json!("custom"));
    assert_eq!(format!("{adapter:?}"), "Adapter(a.B version 7)");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn s7_checking_as_one_types_never_panics(text in any::<String>()) {
        let _ = check_adapter(&text);
        let _ = check_adapter(&with_encode(&text));
    }

    #[test]
    fn s7_no_soup_of_words_panics_when_it_is_checked(
        words in proptest::collection::vec(prop::sample::select(WORDS.as_slice()), 0..40)
    ) {
        let _ = check_adapter(&with_encode(&words.join(" ")));
    }

    #[test]
    fn s7_a_script_that_is_cut_off_anywhere_is_refused_and_never_panics(cut in 0_usize..4_000) {
        for example in adapter_examples() {
            let end = (0..=cut.min(example.source.len())).rev().find(|end| example.source.is_char_boundary(*end));
            let _ = check_adapter(&example.source[..end.unwrap_or(0)]);
        }
    }
}

/// What soups are made of.
const WORDS: [&str; 40] = [
    "let", "x", "=", "item", ".", "(", ")", "[", "]", "{", "}", "#{", "\"a\"", "`", "${", "if", "else",
    "for", "in", "loop", "switch", "=>", "fn", "return", "throw", "try", "catch", "1", "-", "!", "??", "?.",
    "..", ";", ",", "|", "this", "default", "md5", "'c'",
];
