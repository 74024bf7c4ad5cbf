//! A script cannot run for long, take much memory, or break the process.

use std::time::{Duration, Instant};

use domain::event::DataSet;
use suites::{Adapter, check_adapter};

use crate::scripts::{CLASSIFY, ENCODE, PARAMETERS, encode, encoding, fault_of, refused};

/// Scripts that take all they can get, each in its own way.
const GREEDY: [(&str, &str); 18] = [
    ("loop { }", "the script took more than 10000 operations"),
    ("let n = 0; while true { n += 1; }", "operations"),
    ("for n in 0..9223372036854775807 { }", "operations"),
    (
        "let s = \"x\"; loop { s += s; }",
        "Length of string goes past the limit",
    ),
    (
        "let s = \"x\"; loop { s = `${s}${s}`; }",
        "Length of string goes past the limit",
    ),
    ("let a = [1]; loop { a.push(1); }", "more than 512 elements"),
    ("let a = [1]; loop { a.push(a); }", "past the limit"),
    ("let a = [0, 0]; loop { a = [a, a]; }", "past the limit"),
    (
        "let m = #{}; let n = 0; loop { n += 1; m.set(`k${n}`, n); }",
        "Size of object map goes past the limit",
    ),
    ("let m = #{}; loop { m.a = m; m.b = m; }", "past the limit"),
    (
        "let m = #{}; loop { m[\"a\"] = m; m[\"b\"] = m; }",
        "past the limit",
    ),
    (
        "let m = #{ i: #{} }; loop { m.i.a = m; m.i.b = m; }",
        "past the limit",
    ),
    (
        "let m = #{}; loop { m.set(\"a\", m); m.set(\"b\", m); }",
        "past the limit",
    ),
    (
        "let s = \"x\"; for n in 0..14 { s += s; } let a = []; loop { a.push(s); }",
        "Length of string goes past the limit",
    ),
    (
        "let s = \"x\"; for n in 0..15 { s += s; } loop { sm3(s); }",
        "the functions went through more than 4194304 bytes",
    ),
    (
        "let s = \"x\"; for n in 0..14 { s += s; } s.replace(\"x\", \"yyy\")",
        "the text would be longer than 32768 bytes",
    ),
    (
        "let s = \"x\"; for n in 0..14 { s += s; } hex(hex(s))",
        "past the limit",
    ),
    ("try { loop { } } catch { } #{ path: \"/x\" }", "operations"),
];

#[test]
fn s7_a_script_that_takes_too_much_fails_with_the_limit_and_its_place() {
    for (body, expected) in GREEDY {
        let fault = fault_of(body);
        assert!(
            fault.starts_with("line ") && fault.contains(expected),
            "{body}: {fault}"
        );
    }
}

#[test]
fn s7_no_script_can_catch_a_limit() {
    for (body, _) in GREEDY
        .iter()
        .filter(|(_, expected)| expected.contains("operations"))
    {
        let fault = fault_of(&format!("try {{ {body} }} catch {{ }} #{{ path: \"/x\" }}"));
        assert!(fault.contains("operations"), "{body}: {fault}");
    }
    let spent =
        "let s = \"x\"; for n in 0..15 { s += s; } try { loop { md5(s); } } catch { } #{ path: \"/x\" }";
    assert!(
        fault_of(spent).contains("went through more"),
        "the budget should hold"
    );
}

#[test]
fn s7_deep_recursion_ends_before_the_stack_does() {
    let nested = format!("{}again(n + 1){}", "(1 + ".repeat(8), ")".repeat(8));
    for call in [
        "again(n + 1)",
        &nested,
        "if n > 0 { switch n { 0 => 1, _ => { [again(n + 1)] } } } else { again(1) }",
    ] {
        let source = format!(
            "{PARAMETERS}{CLASSIFY}fn encode(item, params) {{\nagain(1)\n}}\nfn again(n) {{ {call} }}\n"
        );
        let suite = crate::scripts::suite_with(&source, serde_json::json!({}), &[]);
        let fault = encode(&suite, DataSet::Todo)
            .expect_err("the recursion has no end")
            .to_string();
        assert!(
            fault.contains("too many calls are open at once"),
            "{call}: {fault}"
        );
    }
    let source = format!("{PARAMETERS}{CLASSIFY}fn encode(item, params) {{ encode(item, params) }}");
    let suite = crate::scripts::suite_with(&source, serde_json::json!({}), &[]);
    assert!(
        encode(&suite, DataSet::Todo).is_err(),
        "encode should not call itself without end"
    );
}

#[test]
fn s7_what_is_nested_too_deep_is_refused_when_it_is_compiled() {
    for body in [
        format!("let x = {}1{};", "(".repeat(2_000), ")".repeat(2_000)),
        format!("let x = {}1{};", "[".repeat(2_000), "]".repeat(2_000)),
        format!("{}{}", "if true { ".repeat(2_000), "}".repeat(2_000)),
        format!("let x = 1{};", " + 1".repeat(2_000)),
        format!("let x = {}true;", "!".repeat(2_000)),
        format!("let x = #{{}}; x{};", ".y".repeat(2_000)),
        format!("let x = {}1{};", "#{ a: ".repeat(2_000), "}".repeat(2_000)),
        format!("let x = {}{};", "`${".repeat(2_000), "}`".repeat(2_000)),
    ] {
        let faults = check_adapter(&format!(
            "{PARAMETERS}{CLASSIFY}fn encode(item, params) {{\n{body}\n}}"
        ));
        assert!(!faults.is_empty(), "{} should be refused", &body[..40]);
    }
}

#[test]
fn s7_too_many_variables_functions_or_bytes_are_refused() {
    let many: String = (0..40).map(|n| format!("let v{n} = {n};\n")).collect();
    let source = format!("{PARAMETERS}{CLASSIFY}fn encode(item, params) {{\n{many}#{{ path: \"/x\" }} }}");
    let said = match Adapter::compile("a.B", 1, &source) {
        Err(fault) => fault.to_string(),
        Ok(_) => fault_of(&format!("{many}#{{ path: \"/x\" }}")),
    };
    assert!(said.to_lowercase().contains("too many variables"), "{said}");
    let many: String = (0..70).map(|n| format!("fn f{n}() {{ }}\n")).collect();
    let said = refused(&format!("{PARAMETERS}{ENCODE}{CLASSIFY}{many}"));
    assert!(said.contains("functions") && said.starts_with("line "), "{said}");
    let comment = format!("// {}\n", "x".repeat(64 * 1024));
    assert_eq!(
        refused(&format!("{PARAMETERS}{ENCODE}{CLASSIFY}{comment}")),
        "the script is longer than 65536 bytes"
    );
}

#[test]
fn s7_what_runs_when_a_script_is_compiled_is_bounded_as_well() {
    let fault = refused(&format!("{ENCODE}{CLASSIFY}fn parameters() {{ loop {{ }} }}"));
    assert!(
        fault.starts_with("line 3, ") && fault.contains("operations"),
        "{fault}"
    );
}

#[test]
fn s7_the_worst_script_ends_quickly() {
    let long = "let s = \"x\"; for n in 0..14 { s += s; } ";
    let many = "let a = \"0,0\"; for n in 0..7 { a += \",\" + a; } a = a.split(\",\"); ";
    let mut worst = Duration::ZERO;
    for (start, body) in [
        ("", "loop { }"),
        (long, "loop { let t = s + s; }"),
        (long, "loop { let t = `${s}${s}`; }"),
        (long, "loop { s == s + \"\"; }"),
        (long, "loop { try { s - \"x\" } catch { } }"),
        (long, "loop { try { s -= 'x' } catch { } }"),
        (long, "loop { s < s + \"\"; }"),
        (long, "let a = s; loop { a += \"y\"; a = s; }"),
        (long, "loop { sm3(s); }"),
        (long, "loop { s.len(); }"),
        (
            long,
            "loop { try { format_time(0, s.replace(\"x\", \"-\"), \"+08:00\") } catch { } }",
        ),
        (
            "let s = \"\\x01\"; for n in 0..14 { s += s; } ",
            "loop { try { to_json(s) } catch { } }",
        ),
        (
            long,
            "s = `<a>${s.sub_text(0, 16000).replace(\"xxxx\", \"<b/>\")}</a>`; loop { xml_text(s, \"c\"); }",
        ),
        (
            long,
            "loop { try { parse_json(`[${s.sub_text(0, 16000).replace(\"x\", \"0,\")}0]`) } catch { } }",
        ),
        (long, "loop { try { s.split(\"x\") } catch { } }"),
        (long, "loop { xml_escape(s); }"),
        (long, "loop { url_encode(s.sub_text(0, 10000)); }"),
        (long, "loop { text(s); }"),
        (long, "loop { switch s { \"a\" => 1, _ => 2 } }"),
        (
            long,
            "loop { s.contains(\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy\"); }",
        ),
        (long, "loop { s.to_upper(); }"),
        (long, "loop { s.split(\"xxxxxxxxxxxxxxxxxxxxxxxxxxxx\"); }"),
        ("", "loop { hmac_sha512(\"\", \"\"); }"),
        ("", "loop { parse_json(\"[1,2,3]\"); }"),
        (many, "loop { let b = a; }"),
        (many, "loop { a.sort(); }"),
        (many, "loop { a.join(\"\"); }"),
        (many, "loop { a.set(7, 1); }"),
        (many, "let m = #{ a: a }; loop { m.a.set(7, 1); }"),
        (many, "loop { for x in a { break; } }"),
        (
            "let m = #{}; for n in 0..240 { m.set(`key of this map ${n}`, `${n}`); } ",
            "loop { let b = m; }",
        ),
        (
            "let m = #{}; for n in 0..240 { m.set(`key of this map ${n}`, `${n}`); } ",
            "loop { m.x = 1; }",
        ),
        (
            "let m = #{}; for n in 0..240 { m.set(`key of this map ${n}`, `${n}`); } ",
            "loop { to_json(m); }",
        ),
        (
            "let m = #{}; for n in 0..240 { m.set(`key of this map ${n}`, `${n}`); } ",
            "loop { m.keys(); }",
        ),
    ] {
        let suite = encoding(&format!("{start}\n{body}"));
        let started = Instant::now();
        let ended = encode(&suite, DataSet::Todo);
        let took = started.elapsed();
        println!("{took:>10.1?}  {body}");
        assert!(ended.is_err(), "{body} should not end by itself");
        worst = worst.max(took);
    }
    println!("worst: {worst:?}");
    // Unoptimised and on a busy machine; optimised the worst stays below 100 ms.
    assert!(
        worst < Duration::from_secs(5),
        "{worst:?} should not have been needed"
    );
}
