//! What `parameters()` may declare, and what becomes of it.

use domain::event::DataSet;
use serde_json::{Value, json};
use suites::Suite;

use crate::scripts::{CLASSIFY, ENCODE, body, compiled, config, encode, refused, suite_with};

fn declaring(parameters: &str) -> String {
    format!("{ENCODE}{CLASSIFY}fn parameters() {{ {parameters} }}")
}

#[test]
fn s7_declared_parameters_become_the_form_of_the_target() {
    let source = declaring(
        r#"[
            #{ name: "key", label: #{ zh: "标识", en: "Key" }, help: "H", required: true },
            #{ name: "pass", label: "P", secret: true },
            #{ name: "on", label: "On", kind: "flag", default: true },
            #{ name: "how", kind: "choice", choices: ["a", #{ value: "b", label: #{ zh: "乙", en: "B" } }], default: "b" },
            #{ name: "count", kind: "number", default: 3, min: 1, max: 9 },
            #{ name: "at", kind: "url" },
        ]"#,
    );
    let spec = serde_json::to_value(compiled(&source).spec()).unwrap();
    let texts = |zh: &str, en: &str| json!({ "zh": zh, "en": en });
    assert_eq!(
        spec["params"][0],
        json!({ "name": "key", "label": texts("标识", "Key"), "help": texts("H", "H"), "kind": "text",
                "secret": false, "required": true, "choices": [], "default": null })
    );
    let of = |index: usize, key: &str| spec["params"][index][key].clone();
    assert_eq!(of(1, "secret"), json!(true));
    assert_eq!((of(2, "kind"), of(2, "default")), (json!("flag"), json!(true)));
    assert_eq!(
        of(3, "choices"),
        json!([{ "value": "a", "label": texts("a", "a") }, { "value": "b", "label": texts("乙", "B") }])
    );
    assert_eq!(
        (of(3, "default"), of(3, "label")),
        (json!("b"), texts("how", "how"))
    );
    assert_eq!((of(4, "kind"), of(4, "default")), (json!("number"), json!(3)));
    assert_eq!(of(5, "kind"), json!("url"));
    let names: Vec<_> = spec["protocol"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["name"].clone())
        .collect();
    for name in ["oaAddress", "pcPath", "appPath", "extraHeaders"] {
        assert!(
            names.contains(&json!(name)),
            "{name} should be a setting of every adapter's target"
        );
    }
}

#[test]
fn s7_a_bad_declaration_is_refused_by_the_name_of_the_parameter() {
    for (parameters, expected) in [
        ("5", "parameters must return an array, not a number"),
        ("[5]", "parameter 1 must be a map, not a number"),
        ("[#{}]", "parameter 1: a name is missing"),
        (r#"[#{ name: "1a" }]"#, "parameter 1 (1a): the name must be"),
        (r#"[#{ name: "a-b" }]"#, "the name must be"),
        (r#"[#{ name: 5 }]"#, "name must be text"),
        (
            r#"[#{ name: "a" }, #{ name: "a" }]"#,
            "there are two of the name a",
        ),
        (r#"[#{ name: "a", lable: "x" }]"#, "lable is not known"),
        (
            r#"[#{ name: "a", label: 5 }]"#,
            "label must be text or #{ zh, en }, not a number",
        ),
        (r#"[#{ name: "a", label: " " }]"#, "label must be one line"),
        (
            r#"[#{ name: "a", label: #{ zh: "x" } }]"#,
            "label must have both zh and en",
        ),
        (
            r#"[#{ name: "a", label: #{ zh: "x", en: "x", fr: "x" } }]"#,
            "label has zh and en, not fr",
        ),
        (
            r#"[#{ name: "a", kind: "float" }]"#,
            "the kind \"float\" is not known",
        ),
        (
            r#"[#{ name: "a", required: "yes" }]"#,
            "required must be true or false",
        ),
        (
            r#"[#{ name: "a", kind: "flag", secret: true }]"#,
            "a secret must be of the kind text",
        ),
        (
            r#"[#{ name: "a", secret: true, default: "x" }]"#,
            "a secret has no default",
        ),
        (r#"[#{ name: "a", kind: "choice" }]"#, "choices are missing"),
        (
            r#"[#{ name: "a", kind: "choice", choices: [] }]"#,
            "1 to 40 choices",
        ),
        (
            r#"[#{ name: "a", kind: "choice", choices: ["x", "x"] }]"#,
            "there are two choices \"x\"",
        ),
        (
            r#"[#{ name: "a", kind: "choice", choices: [" x"] }]"#,
            "without blanks",
        ),
        (
            r#"[#{ name: "a", kind: "choice", choices: [5] }]"#,
            "a text or a map, not a number",
        ),
        (
            r#"[#{ name: "a", kind: "choice", choices: ["x"], default: "y" }]"#,
            "none of the choices",
        ),
        (
            r#"[#{ name: "a", choices: ["x"] }]"#,
            "only the kind choice has choices",
        ),
        (
            r#"[#{ name: "a", kind: "number", default: "5" }]"#,
            "the default must be a whole number",
        ),
        (
            r#"[#{ name: "a", kind: "number", default: 5, max: 4 }]"#,
            "the default must be from",
        ),
        (
            r#"[#{ name: "a", kind: "number", min: 5, max: 4 }]"#,
            "min must not be larger than max",
        ),
        (
            r#"[#{ name: "a", min: 5 }]"#,
            "only the kind number has min and max",
        ),
        (
            r#"[#{ name: "a", kind: "flag", default: 1 }]"#,
            "default must be true or false",
        ),
        (r#"[#{ name: "a", default: "x\ny" }]"#, "one line"),
        (
            r#"let a = []; for n in 0..41 { a.push(#{ name: `n${n}` }) } a"#,
            "at most 40 parameters",
        ),
    ] {
        let fault = refused(&declaring(parameters));
        assert!(
            fault.starts_with("line 3, column 1: "),
            "{parameters}: {fault} should name the function"
        );
        assert!(fault.contains(expected), "{parameters}: {fault}");
    }
}

#[test]
fn s7_the_values_of_a_target_are_checked_against_the_declaration() {
    let source = declaring(
        r#"[#{ name: "key", required: true }, #{ name: "pass", secret: true, required: true },
            #{ name: "count", kind: "number", min: 1, max: 9 }, #{ name: "how", kind: "choice", choices: ["a"] }]"#,
    );
    let adapter = compiled(&source);
    let codes = |params: Value| {
        let checked = Suite::check(&config(params, json!({})), Some(&adapter), &|_| false);
        let errors = checked.err().unwrap_or_default();
        errors
            .iter()
            .map(|error| format!("{} {}", error.path, error.code))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        codes(json!({})),
        ["/params/key REQUIRED", "/params/pass REQUIRED"]
    );
    assert_eq!(
        codes(json!({ "key": "k", "pass": "p", "count": 10, "how": "b", "more": 1 })),
        [
            "/params/more UNKNOWN_NAME",
            "/params/count OUT_OF_RANGE",
            "/params/how INVALID_CHOICE"
        ]
    );
    assert_eq!(
        codes(json!({ "key": "k", "pass": "p", "count": 9, "how": "a" })),
        Vec::<String>::new()
    );
}

#[test]
fn s7_a_script_sees_each_parameter_as_its_kind_or_its_default() {
    let source = format!(
        r#"{CLASSIFY}
        fn parameters() {{ [
            #{{ name: "key" }}, #{{ name: "pass", secret: true }}, #{{ name: "on", kind: "flag", default: true }},
            #{{ name: "how", kind: "choice", choices: ["a", "b"] }}, #{{ name: "count", kind: "number", default: 3 }},
            #{{ name: "at", kind: "url", default: "http://h/x" }},
        ] }}
        fn encode(item, params) {{ #{{ path: "/x", body: #{{ json: params }} }} }}"#
    );
    let made = |params: Value, secrets: &[(&str, &str)]| {
        let exchange = encode(&suite_with(&source, params, secrets), DataSet::Todo).unwrap();
        serde_json::from_str::<Value>(body(&exchange)).unwrap()
    };
    assert_eq!(
        made(json!({}), &[]),
        json!({ "key": "", "pass": "", "on": true, "how": "a", "count": 3, "at": "http://h/x" })
    );
    assert_eq!(
        made(
            json!({ "key": " k ", "on": false, "how": "b", "count": 7, "at": "https://h/" }),
            &[("pass", "geheim")]
        ),
        json!({ "key": "k", "pass": "geheim", "on": false, "how": "b", "count": 7, "at": "https://h" })
    );
}

#[test]
fn s7_the_standard_links_follow_the_settings_of_the_target() {
    let source = format!("{CLASSIFY}{ENCODE}fn parameters() {{ [] }}");
    let suite = suite_with(&source, json!({}), &[]);
    let links = suite.standard_links("10 0", "u1");
    assert_eq!(links.pc, "/workflow/request/ViewRequest.jsp?requestid=10%200");
    let protocol =
        json!({ "oaAddress": "http://oa", "pcPath": "/p/{requestId}", "appPath": "http://m/{receiver}" });
    let suite = crate::scripts::suite_of(&source, config(json!({}), protocol), &[]);
    let links = suite.standard_links("1", "u1");
    assert_eq!(
        (links.pc.as_str(), links.app.as_str()),
        ("http://oa/p/1", "http://m/u1")
    );
    assert_eq!(links.adaptive, links.pc);
}
