//! The service's description (`?wsdl`), made of the same field lists that calls are checked by.

use super::arguments::{Need, Operation};
use super::soap::NAMESPACE;

/// The schema's type of a field.
fn kind(field: &str) -> &'static str {
    match field {
        "type" | "optType" | "level" | "rowSize" | "pageNo" => "xs:int",
        _ => "xs:string",
    }
}

/// The context type of an operation's `arg0`.
fn context(operation: Operation) -> &'static str {
    match operation {
        Operation::SendTodo => "notifyTodoSendContext",
        Operation::DeleteTodo | Operation::SetTodoDone => "notifyTodoRemoveContext",
        Operation::GetTodo => "notifyTodoGetContext",
        Operation::GetTodoCount => "notifyTodoGetCountContext",
        Operation::UpdateTodo => "notifyTodoUpdateContext",
    }
}

fn schema() -> String {
    let mut text = String::new();
    let mut written = Vec::new();
    for operation in Operation::ALL {
        let (name, context) = (operation.name(), context(operation));
        text += &format!(
            "<xs:element name=\"{name}\" type=\"tns:{name}\"/><xs:element name=\"{name}Response\" \
             type=\"tns:{name}Response\"/><xs:complexType name=\"{name}\"><xs:sequence><xs:element minOccurs=\"0\" \
             name=\"arg0\" type=\"tns:{context}\"/></xs:sequence></xs:complexType><xs:complexType \
             name=\"{name}Response\"><xs:sequence><xs:element minOccurs=\"0\" name=\"return\" \
             type=\"tns:notifyTodoAppResult\"/></xs:sequence></xs:complexType>"
        );
        if written.contains(&context) {
            continue;
        }
        written.push(context);
        text += &format!("<xs:complexType name=\"{context}\"><xs:sequence>");
        for (field, need) in operation.fields() {
            let least = u8::from(*need == Need::Required);
            text += &format!(
                "<xs:element minOccurs=\"{least}\" name=\"{field}\" type=\"{}\"/>",
                kind(field)
            );
        }
        text += "</xs:sequence></xs:complexType>";
    }
    text + "<xs:complexType name=\"notifyTodoAppResult\"><xs:sequence><xs:element minOccurs=\"0\" name=\"message\" \
            type=\"xs:string\"/><xs:element name=\"returnState\" type=\"xs:int\"/></xs:sequence></xs:complexType>"
}

/// The whole document.
pub(super) fn document() -> String {
    let each = |make: &dyn Fn(&str) -> String| {
        Operation::ALL
            .iter()
            .map(|op| make(op.name()))
            .collect::<String>()
    };
    let messages = each(&|name| {
        format!(
            "<wsdl:message name=\"{name}\"><wsdl:part element=\"tns:{name}\" name=\"parameters\"/></wsdl:message>\
             <wsdl:message name=\"{name}Response\"><wsdl:part element=\"tns:{name}Response\" name=\"parameters\"/>\
             </wsdl:message>"
        )
    });
    let port = each(&|name| {
        format!(
            "<wsdl:operation name=\"{name}\"><wsdl:input message=\"tns:{name}\"/><wsdl:output \
             message=\"tns:{name}Response\"/></wsdl:operation>"
        )
    });
    let binding = each(&|name| {
        format!(
            "<wsdl:operation name=\"{name}\"><soap:operation soapAction=\"\" style=\"document\"/><wsdl:input>\
             <soap:body use=\"literal\"/></wsdl:input><wsdl:output><soap:body use=\"literal\"/></wsdl:output>\
             </wsdl:operation>"
        )
    });
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><wsdl:definitions name=\"ISysNotifyTodoWebServiceService\" \
         targetNamespace=\"{NAMESPACE}\" xmlns:tns=\"{NAMESPACE}\" xmlns:soap=\"http://schemas.xmlsoap.org/wsdl/soap/\" \
         xmlns:wsdl=\"http://schemas.xmlsoap.org/wsdl/\" xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"><wsdl:types>\
         <xs:schema elementFormDefault=\"unqualified\" targetNamespace=\"{NAMESPACE}\">{}</xs:schema></wsdl:types>\
         {messages}<wsdl:portType name=\"ISysNotifyTodoWebService\">{port}</wsdl:portType><wsdl:binding \
         name=\"ISysNotifyTodoWebServiceServiceSoapBinding\" type=\"tns:ISysNotifyTodoWebService\"><soap:binding \
         style=\"document\" transport=\"http://schemas.xmlsoap.org/soap/http\"/>{binding}</wsdl:binding><wsdl:service \
         name=\"ISysNotifyTodoWebServiceService\"><wsdl:port binding=\"tns:ISysNotifyTodoWebServiceServiceSoapBinding\" \
         name=\"ISysNotifyTodoWebServicePort\"><soap:address location=\"/sys/webservice/sysNotifyTodoWebService\"/>\
         </wsdl:port></wsdl:service></wsdl:definitions>",
        schema()
    )
}
