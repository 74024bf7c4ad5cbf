//! The SOAP twin `/services/OfsTodoDataWebService` (`protocols.md` 1.5): document/literal wrapped, SOAP 1.1, one string
//! `in0` in, one string `out` out, both in the service's namespace.

use super::Operation;
use crate::receivers::xml::{self, Element};

/// The service's namespace; it really has no scheme.
pub(super) const NAMESPACE: &str = "webservices.ofs.weaver.com.cn";
const ENVELOPE: &str = "http://schemas.xmlsoap.org/soap/envelope/";

const OPERATIONS: [&str; 6] = [
    "receiveRequestInfoByJson",
    "receiveTodoRequestByJson",
    "processDoneRequestByJson",
    "processOverRequestByJson",
    "deleteRequestInfoByJson",
    "deleteUserRequestInfoByJson",
];

/// Whether the service has this operation.
pub(super) fn has(operation: Operation) -> bool {
    !matches!(
        operation,
        Operation::Cc | Operation::BatchUpsert | Operation::BatchDeletePerson
    )
}

/// Reads an envelope; answers the operation's name and its argument, or the text of the fault.
pub(super) fn read(body: &[u8]) -> Result<(String, String), String> {
    let root = xml::read(body).map_err(|error| format!("Could not parse the XML stream: {error}"))?;
    let is = |element: &Element, namespace: &str, name: &str| {
        element.namespace == namespace && element.name == name
    };
    if !is(&root, ENVELOPE, "Envelope") {
        return Err("Not a SOAP 1.1 envelope".to_owned());
    }
    let body = root.children.iter().find(|child| is(child, ENVELOPE, "Body"));
    let call = body
        .and_then(|body| body.children.first())
        .ok_or("The SOAP body is empty")?;
    if call.namespace != NAMESPACE {
        return Err(format!("Invalid operation: {{{}}}{}", call.namespace, call.name));
    }
    let argument = call.children.iter().find(|child| is(child, NAMESPACE, "in0"));
    let argument = argument.ok_or_else(|| format!("Not enough message parts: {{{NAMESPACE}}}in0"))?;
    Ok((call.name.clone(), argument.text.clone()))
}

/// The answer to an operation.
pub(super) fn answer(operation: &str, out: &str) -> String {
    format!(
        "<soap:Envelope xmlns:soap=\"{ENVELOPE}\" xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soap:Body><ns1:{operation}Response \
         xmlns:ns1=\"{NAMESPACE}\"><ns1:out>{}</ns1:out></ns1:{operation}Response></soap:Body></soap:Envelope>",
        xml::escape(out)
    )
}

/// A fault.
pub(super) fn fault(text: &str) -> String {
    format!(
        "<soap:Envelope xmlns:soap=\"{ENVELOPE}\"><soap:Body><soap:Fault><faultcode>soap:Server</faultcode>\
         <faultstring>{}</faultstring></soap:Fault></soap:Body></soap:Envelope>",
        xml::escape(text)
    )
}

/// The service's description.
pub(super) fn wsdl() -> String {
    let each = |make: &dyn Fn(&str) -> String| OPERATIONS.iter().map(|name| make(name)).collect::<String>();
    let element = |name: &str, part: &str| {
        format!(
            "<xsd:element name=\"{name}\"><xsd:complexType><xsd:sequence><xsd:element maxOccurs=\"1\" minOccurs=\"1\" \
             name=\"{part}\" nillable=\"true\" type=\"xsd:string\"/></xsd:sequence></xsd:complexType></xsd:element>"
        )
    };
    let elements = each(&|name| element(name, "in0") + &element(&format!("{name}Response"), "out"));
    let messages = each(&|name| {
        format!(
            "<wsdl:message name=\"{name}Request\"><wsdl:part name=\"parameters\" element=\"tns:{name}\"/></wsdl:message>\
             <wsdl:message name=\"{name}Response\"><wsdl:part name=\"parameters\" element=\"tns:{name}Response\"/></wsdl:message>"
        )
    });
    let port = each(&|name| {
        format!(
            "<wsdl:operation name=\"{name}\"><wsdl:input message=\"tns:{name}Request\"/>\
             <wsdl:output message=\"tns:{name}Response\"/></wsdl:operation>"
        )
    });
    let binding = each(&|name| {
        format!(
            "<wsdl:operation name=\"{name}\"><soap:operation soapAction=\"\"/><wsdl:input><soap:body use=\"literal\"/>\
             </wsdl:input><wsdl:output><soap:body use=\"literal\"/></wsdl:output></wsdl:operation>"
        )
    });
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><wsdl:definitions targetNamespace=\"{NAMESPACE}\" \
         xmlns:tns=\"{NAMESPACE}\" xmlns:soap=\"http://schemas.xmlsoap.org/wsdl/soap/\" \
         xmlns:wsdl=\"http://schemas.xmlsoap.org/wsdl/\" xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\">\
         <wsdl:types><xsd:schema elementFormDefault=\"qualified\" targetNamespace=\"{NAMESPACE}\">{elements}\
         </xsd:schema></wsdl:types>{messages}<wsdl:portType name=\"OfsTodoDataWebServicePortType\">{port}\
         </wsdl:portType><wsdl:binding name=\"OfsTodoDataWebServiceHttpBinding\" \
         type=\"tns:OfsTodoDataWebServicePortType\"><soap:binding style=\"document\" \
         transport=\"http://schemas.xmlsoap.org/soap/http\"/>{binding}</wsdl:binding>\
         <wsdl:service name=\"OfsTodoDataWebService\"><wsdl:port name=\"OfsTodoDataWebServiceHttpPort\" \
         binding=\"tns:OfsTodoDataWebServiceHttpBinding\"><soap:address \
         location=\"/services/OfsTodoDataWebService\"/></wsdl:port></wsdl:service></wsdl:definitions>"
    )
}
