//! Push addresses (推送地址管理, rows A1 and A3): how the three addresses are made, by tables of cases. Parameters (row
//! A2) have a file of their own, and so have the rules for saving.

mod scenes;

use domain::address::{Bound, Occasion, PushAddress, render};
use domain::delivery::Links;
use domain::ids::RequestId;
use domain::installation::Installation;
use scenes::push_addresses::{STANDARD, address, fixed, installation, made_of, moment};
use serde_json::json;

#[test]
fn a1_each_kind_of_prefix_with_redirect_on_and_off() {
    let standard = "https://oa.example.com/spa/view?requestid=7#/main";
    let cases = [
        // Redirect off: the standard page under another origin or below another path.
        (false, "", "https://oa.example.com/spa/view?requestid=7&k=v#/main"),
        (
            false,
            "http://gate.example.com",
            "http://gate.example.com/spa/view?requestid=7&k=v#/main",
        ),
        (
            false,
            "http://gate.example.com:8080/oa",
            "http://gate.example.com:8080/oa/spa/view?requestid=7&k=v#/main",
        ),
        (
            false,
            "http://gate.example.com/oa/",
            "http://gate.example.com/oa/spa/view?requestid=7&k=v#/main",
        ),
        (
            false,
            "/ecology",
            "https://oa.example.com/ecology/spa/view?requestid=7&k=v#/main",
        ),
        (
            false,
            "/ecology/",
            "https://oa.example.com/ecology/spa/view?requestid=7&k=v#/main",
        ),
        (
            false,
            "/",
            "https://oa.example.com/spa/view?requestid=7&k=v#/main",
        ),
        // Redirect on: the prefix is the page.
        (
            true,
            "http://gate.example.com/sso",
            "http://gate.example.com/sso?k=v",
        ),
        (
            true,
            "http://gate.example.com/sso/",
            "http://gate.example.com/sso/?k=v",
        ),
        (true, "http://gate.example.com", "http://gate.example.com?k=v"),
        (
            true,
            "/ecology/sso.jsp",
            "https://oa.example.com/ecology/sso.jsp?k=v",
        ),
        (true, "/", "https://oa.example.com/?k=v"),
    ];
    for (redirect, prefix, expected) in cases {
        let address = address(redirect, prefix, &json!([fixed("k", "v")]));
        assert_eq!(address.check(&installation()), Ok(()), "{prefix:?} may be saved");
        assert_eq!(
            made_of(standard, &address),
            expected,
            "redirect {redirect}, prefix {prefix:?}"
        );
    }
}

#[test]
fn a1_a_standard_address_without_an_origin_stays_without_one() {
    let standard = "/spa/view?back=http://elsewhere.example.com/x";
    let cases = [
        (false, "", "/spa/view?back=http://elsewhere.example.com/x&k=v"),
        (
            false,
            "/ecology",
            "/ecology/spa/view?back=http://elsewhere.example.com/x&k=v",
        ),
        (
            false,
            "http://gate.example.com",
            "http://gate.example.com/spa/view?back=http://elsewhere.example.com/x&k=v",
        ),
        (true, "/sso", "/sso?k=v"),
        (
            true,
            "http://gate.example.com/sso",
            "http://gate.example.com/sso?k=v",
        ),
    ];
    for (redirect, prefix, expected) in cases {
        let address = address(redirect, prefix, &json!([fixed("k", "v")]));
        assert_eq!(
            made_of(standard, &address),
            expected,
            "redirect {redirect}, prefix {prefix:?}"
        );
    }
}

#[test]
fn a1_an_origin_alone_and_a_path_without_a_slash_join_well() {
    let cases = [
        (
            "https://oa.example.com",
            "/ecology",
            "https://oa.example.com/ecology",
        ),
        (
            "https://oa.example.com?requestid=7",
            "/ecology",
            "https://oa.example.com/ecology?requestid=7",
        ),
        (
            "https://oa.example.com?requestid=7",
            "http://gate.example.com",
            "http://gate.example.com?requestid=7",
        ),
        ("spa/view", "/ecology", "/ecology/spa/view"),
        (
            "spa/view",
            "http://gate.example.com/oa",
            "http://gate.example.com/oa/spa/view",
        ),
    ];
    for (standard, prefix, expected) in cases {
        assert_eq!(
            made_of(standard, &address(false, prefix, &json!([]))),
            expected,
            "{standard} under {prefix}"
        );
    }
}

#[test]
fn a1_an_address_inside_the_query_of_a_relative_prefix_does_not_make_it_absolute() {
    let address = address(
        true,
        "/sso?next=http://portal.example.com",
        &json!([fixed("k", "v")]),
    );
    assert_eq!(
        made_of(STANDARD, &address),
        "https://oa.example.com/sso?next=http://portal.example.com&k=v"
    );
}

#[test]
fn a1_a_disabled_address_and_an_unbound_one_change_nothing() {
    let mut off = address(true, "http://gate.example.com", &json!([fixed("k", "v")]));
    off.enabled = false;
    assert_eq!(made_of(STANDARD, &off), STANDARD);
    let plain: PushAddress = serde_json::from_value(json!({ "name": "单点登录" })).expect("a push address");
    assert!(!plain.enabled && !plain.redirect, "both are off by default");
    assert_eq!(plain.check(&Installation::default()), Ok(()));
    let nothing = address(false, "", &json!([]));
    assert_eq!(made_of(STANDARD, &nothing), STANDARD);
}

#[test]
fn a1_an_address_that_the_suite_does_not_have_is_not_made_up() {
    let address = address(true, "http://gate.example.com", &json!([fixed("k", "v")]));
    assert_eq!(made_of("", &address), "");
}

#[test]
fn a3_each_channel_is_made_by_the_address_bound_to_it() {
    let (pc, app) = (
        address(true, "http://pc.example.com", &json!([])),
        address(false, "/app", &json!([])),
    );
    let standard = Links {
        pc: "https://oa.example.com/pc".to_owned(),
        app: "https://oa.example.com/m".to_owned(),
        adaptive: "https://oa.example.com/any".to_owned(),
    };
    let request = RequestId::from("1");
    let installation = Installation::default();
    let occasion = Occasion {
        request: &request,
        now: moment(),
        installation: &installation,
    };
    let bound = Bound {
        pc: Some(&pc),
        app: Some(&app),
        adaptive: None,
    };
    let made = render(&standard, bound, occasion);
    assert_eq!(made.pc, "http://pc.example.com");
    assert_eq!(made.app, "https://oa.example.com/app/m");
    assert_eq!(made.adaptive, standard.adaptive, "nothing is bound to it");
    assert_eq!(render(&standard, Bound::default(), occasion), standard);
}
