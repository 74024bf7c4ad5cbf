//! Envelopes in and out (`protocols.md` 4.1).

use super::Fault;
use super::arguments::Operation;
use crate::receivers::xml::{self, Element};

/// The service's target namespace.
pub(super) const NAMESPACE: &str = "http://webservice.notify.sys.kmss.landray.com/";
const ENVELOPE: &str = "http://schemas.xmlsoap.org/soap/envelope/";

/// The two parts of a message.
#[derive(Debug)]
pub(super) struct Envelope<'a> {
    pub(super) header: Option<&'a Element>,
    /// The operation's element.
    pub(super) call: &'a Element,
}

impl<'a> Envelope<'a> {
    pub(super) fn of(root: &'a Element) -> Result<Self, Fault> {
        if root.namespace != ENVELOPE || root.name != "Envelope" {
            return Err(Fault::client(format!(
                "\"{}\" is not a valid SOAP 1.1 envelope",
                root.name
            )));
        }
        let part = |name: &str| {
            root.children
                .iter()
                .find(|child| child.namespace == ENVELOPE && child.name == name)
        };
        let call = part("Body").and_then(|body| body.children.first());
        let call = call.ok_or_else(|| Fault::client("The SOAP body is empty"))?;
        Ok(Self {
            header: part("Header"),
            call,
        })
    }
}

/// The answer of an operation.
pub(super) fn answer(operation: Operation, state: u8, message: &str) -> String {
    let name = operation.name();
    let message = if message.is_empty() {
        "<message/>".to_owned()
    } else {
        format!("<message>{}</message>", xml::escape(message))
    };
    format!(
        "<soap:Envelope xmlns:soap=\"{ENVELOPE}\"><soap:Body><ns2:{name}Response xmlns:ns2=\"{NAMESPACE}\"><return>\
         {message}<returnState>{state}</returnState></return></ns2:{name}Response></soap:Body></soap:Envelope>"
    )
}

/// A fault.
pub(super) fn fault(fault: &Fault) -> String {
    format!(
        "<soap:Envelope xmlns:soap=\"{ENVELOPE}\"><soap:Body><soap:Fault><faultcode>soap:{}</faultcode><faultstring>{}\
         </faultstring></soap:Fault></soap:Body></soap:Envelope>",
        fault.code,
        xml::escape(&fault.text)
    )
}
