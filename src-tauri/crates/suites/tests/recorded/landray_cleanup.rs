//! S6: the history clean-up of Landray.

use domain::delivery::Links;
use domain::event::DataSet;
use domain::lanes::Footprint;
use domain::target::PushType;
use serde_json::json;
use suites::spec_of;

use crate::answers::Expected::{Accepted, Configuration, Data};
use crate::answers::{check_strange, classify, short};
use crate::items::{body, encode, event, json_body, shown, suite, suite_with};

#[test]
fn s6_every_data_set_deletes_the_whole_to_do() {
    let suite = suite_with("landrayCleanup", json!({}), &[("password", "geheim-42")]);
    for data_set in DataSet::ALL {
        let exchange = encode(&suite, &event(json!({})), data_set).unwrap();
        assert_eq!(exchange.operation, "deleteTodo");
        assert_eq!(
            exchange.request.uri().path(),
            "/base/sys/webservice/sysNotifyTodoWebService"
        );
        assert!(
            body(&exchange).contains(
                "<web:deleteTodo><arg0><appName>OA</appName><modelId>100234</modelId>\
                 <modelName>workflow</modelName><optType>1</optType></arg0></web:deleteTodo>"
            ),
            "{}",
            body(&exchange)
        );
        assert!(body(&exchange).contains("<tns:password>geheim-42</tns:password>"));
        assert!(!shown(&exchange).contains("geheim"));
        assert_eq!(suite.footprint(data_set), Footprint::Request);
    }
    assert_eq!(suite.standard_links("1", "u"), Links::default());
    assert!(!suite.needs_creator(DataSet::Todo));
}

#[test]
fn s6_the_clean_up_goes_over_rest_too() {
    let suite = suite("landrayCleanup", json!({ "protocol": { "transport": "rest" } }));
    let exchange = encode(&suite, &event(json!({})), DataSet::Todo).unwrap();
    assert_eq!(
        exchange.request.uri().path(),
        "/base/api/sys-notify/sysNotifyTodoRestService/deleteTodo"
    );
    assert_eq!(
        json_body(&exchange),
        json!({ "appName": "OA", "modelId": "100234", "modelName": "workflow", "optType": 1 })
    );
}

#[test]
fn s6_answers_are_read_as_those_of_landray() {
    let suite = suite("landrayCleanup", json!({}));
    for (body, expected) in [
        (
            "<r><return><message/><returnState>2</returnState></return></r>",
            Accepted,
        ),
        ("<r><returnState>1</returnState><message>不行</message></r>", Data),
        ("<r><returnState>0</returnState></r>", Accepted),
        (
            "<e><Fault><faultstring>用户名或密码错误</faultstring></Fault></e>",
            Configuration,
        ),
    ] {
        for data_set in DataSet::ALL {
            assert_eq!(
                short(&classify(&suite, data_set, (200, "", body.as_bytes()))),
                expected,
                "{body}"
            );
        }
    }
    check_strange(&suite, b"<r><returnState>2</returnState></r>");
}

#[test]
fn s6_its_form_names_the_vendors_class_and_says_that_a_history_push_must_follow() {
    let spec = spec_of(PushType::LandrayCleanup, None).unwrap();
    assert_eq!(
        spec.implementation_class,
        "com.weaver.intunifytodo.client.engine.push.request.interfaces.WPushRemoveLanLingToSOAP"
    );
    let names: Vec<_> = spec.params.iter().map(|param| param.name.as_ref()).collect();
    assert_eq!(names, ["appName", "username", "password"]);
    assert!(spec.description.zh.contains("历史数据推送"));
    assert!(spec.description.en.contains("history push must follow"));
}
