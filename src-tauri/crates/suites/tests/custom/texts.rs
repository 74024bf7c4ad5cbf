//! What the functions over texts, numbers, arrays and maps give.

use serde_json::json;

use crate::scripts::{try_value, value};

#[test]
fn s7_text_functions_count_in_characters_and_do_what_they_are_called() {
    for (script, expected) in [
        (r#"text(5)"#, json!("5")),
        (r#"text(())"#, json!("")),
        (r#"text(true)"#, json!("true")),
        (r#"text(blob("中"))"#, json!("中")),
        (r#"(-7).to_string()"#, json!("-7")),
        (r#"`${1 + 1}|${true}|${()}|中`"#, json!("2|true||中")),
        (r#"int(" 42 ")"#, json!(42)),
        (r#"int(42)"#, json!(42)),
        (r#"int("4.2")"#, json!(null)),
        (r#"int(())"#, json!(null)),
        (r#""中文abc".len()"#, json!(5)),
        (r#"len("")"#, json!(0)),
        (r#""".is_empty()"#, json!(true)),
        (r#""中文".contains("文")"#, json!(true)),
        (r#""文" in "中文""#, json!(true)),
        (r#""abc".starts_with("ab") && "abc".ends_with("bc")"#, json!(true)),
        (r#""中文abc".index_of("abc")"#, json!(2)),
        (r#""abc".index_of("x")"#, json!(-1)),
        (r#""中文abc".sub_text(1, 2)"#, json!("文a")),
        (r#""中文abc".sub_text(2)"#, json!("abc")),
        (r#""abc".sub_text(9)"#, json!("")),
        (r#""a,b,,c".split(",")"#, json!(["a", "b", "", "c"])),
        (r#""a-b-c".replace("-", "+")"#, json!("a+b+c")),
        (r#"" a ".trim()"#, json!("a")),
        (r#""aBc".to_upper() + "aBc".to_lower()"#, json!("ABCabc")),
        (r#""n" + 1 + "m" + (2 + "k")"#, json!("n1m2k")),
        (r#"!false"#, json!(true)),
        (r#"let x = 5; -x"#, json!(-5)),
        (r#""a" == "a" && 1 != "1""#, json!(true)),
        (r#"7 / 2 * 100 % 7"#, json!(6)),
        (r#"() ?? "else""#, json!("else")),
        (
            r#"type_of(#{}) + type_of("") + type_of([])"#,
            json!("mapstringarray"),
        ),
    ] {
        assert_eq!(value(script), expected, "{script}");
    }
}

#[test]
fn s7_arrays_and_maps_can_be_built_searched_and_sorted() {
    for (script, expected) in [
        (r#"let a = [3, 1]; a.push(2); a.sort()"#, json!([1, 2, 3])),
        (r#"["b", "a", "B"].sort().join("-")"#, json!("B-a-b")),
        (r#"[1, "x", true].join(",")"#, json!("1,x,true")),
        (r#"["1", 2].contains(1)"#, json!(false)),
        (r#"2 in ["1", 2]"#, json!(true)),
        (r#"[].len() + [1].len()"#, json!(1)),
        (r#"let m = #{ b: 1, a: 2 }; m.keys()"#, json!(["a", "b"])),
        (r#"let m = #{ a: 1, b: 2 }; m.remove("a"); m"#, json!({ "b": 2 })),
        (r#"#{ a: 1 }.contains("a") && !("b" in #{ a: 1 })"#, json!(true)),
        (
            r#"let m = #{}; m["x y"] = 1; m.z = 2; m.set("k", 3); m"#,
            json!({ "x y": 1, "z": 2, "k": 3 }),
        ),
        (
            r#"let a = [1, 2]; a.set(1, 9); [a.get(0), a.get(1), a.get(2), a.get(-1)]"#,
            json!([1, 9, null, null]),
        ),
        (
            r#"let m = #{ "a b": [#{ c: 7 }] }; m["a b"].get(0).c + m["a b"].len()"#,
            json!(8),
        ),
        (r#"#{ a: 1 }.b"#, json!(null)),
        (r#"let s = 0; for n in 0..5 { s += n } s"#, json!(10)),
        (r#"let s = 0; for n in 1..=5 { s += n } s"#, json!(15)),
        (r#"let s = ""; for n in ["a", "b"] { s += n } s"#, json!("ab")),
        (r#"blob("abc").len()"#, json!(3)),
    ] {
        assert_eq!(value(script), expected, "{script}");
    }
}

#[test]
fn s7_times_are_written_by_a_pattern_in_the_offset_that_is_wanted() {
    for (script, expected) in [
        (
            r#"format_time(1795309262003, "yyyy-MM-dd HH:mm:ss.SSS", "+08:00")"#,
            json!("2026-11-22 09:01:02.003"),
        ),
        (
            r#"format_time(1795309262003, "yyyyMMdd'T'HHmmssXXX", "-03:30")"#,
            json!("20261121T213102-03:30"),
        ),
        (r#"format_time(0, "yy年MM月", "+00:00")"#, json!("70年01月")),
        (
            r#"parse_time("2026-11-22T09:01:02.003+08:00")"#,
            json!(1_795_309_262_003_i64),
        ),
        (r#"parse_time("gestern")"#, json!(null)),
    ] {
        assert_eq!(value(script), expected, "{script}");
    }
    for (script, expected) in [
        (
            r#"format_time(0, "yyy", "+00:00")"#,
            "the pattern does not know \"yyy\"",
        ),
        (r#"format_time(0, "'", "+00:00")"#, "is not closed"),
        (
            r#"let p = "yyyy-"; for n in 0..5 { p += p; } format_time(0, p, "+00:00")"#,
            "at most 100 bytes",
        ),
        (
            r#"format_time(0, "yyyy", "8")"#,
            "the offset must look like +08:00",
        ),
        (
            r#"format_time(9223372036854775807, "yyyy", "+08:00")"#,
            "out of range",
        ),
    ] {
        let fault = try_value(script).expect_err(script);
        assert!(fault.contains(expected), "{script} said {fault}");
    }
}

#[test]
fn s7_a_wrong_value_is_a_fault_with_its_place_and_never_a_panic() {
    for (script, expected) in [
        (r#"text([])"#, "cannot make text of an array"),
        (r#"text(blob("x").sort())"#, "sort"),
        (r#"[1, "a"].sort()"#, "can sort texts only, or numbers only"),
        (r#"[[]].join(",")"#, "cannot join an array"),
        (r#""a".split("")"#, "cannot split by an empty text"),
        (r#""a".replace("", "b")"#, "cannot replace an empty text"),
        (r#""a".sub_text(-1)"#, "must not be negative"),
        (r#"9223372036854775807 + 1"#, "overflow"),
        (r#"let x = -9223372036854775807; x -= 1; x = -x"#, "too large"),
        (r#"1 / 0"#, "zero"),
        (r#"let a = [1]; a.set(5, 1)"#, "no element 5"),
        (r#"let a = "x"; a["y"]"#, ""),
        (r#""a" - 1"#, "not found"),
        (r#""ab" - "b""#, "texts cannot be subtracted; use replace"),
        (
            r#"let s = "ab"; s -= "b""#,
            "texts cannot be subtracted; use replace",
        ),
        (r#""ab" - 'b'"#, "texts cannot be subtracted; use replace"),
        (
            r#"let s = "ab"; s -= 'b'"#,
            "texts cannot be subtracted; use replace",
        ),
        (r#"let x = (); x.y"#, ""),
        (r#"throw "so nicht""#, "so nicht"),
        (r#"throw #{ code: 7 }"#, r#"{"code":7}"#),
        (r#"2 ** 999"#, ""),
        (r#"1 << 999"#, ""),
    ] {
        match try_value(script) {
            Err(fault) => {
                assert!(fault.contains(expected), "{script} said {fault}");
                assert!(
                    fault.starts_with("line "),
                    "{script} should name its place: {fault}"
                );
            }
            Ok(value) => assert!(script.contains("<<"), "{script} should fail, not give {value}"),
        }
    }
}

#[test]
fn s7_what_is_printed_goes_nowhere() {
    assert_eq!(
        value("print(\"x\"); debug(\"y\"); print(5); debug([1]); 1"),
        json!(1)
    );
}

#[test]
fn s7_what_a_script_throws_is_cut_to_one_line_for_the_log() {
    let fault =
        try_value("let s = \"x\\n\"; for n in 0..12 { s += s; } throw s").expect_err("the script throws");
    assert!(
        fault.chars().count() < 1_100 && !fault.contains('\n') && fault.ends_with('…'),
        "{fault}"
    );
}
