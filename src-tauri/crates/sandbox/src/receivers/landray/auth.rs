//! Who calls: the SOAP header (`protocols.md` 4.2).
//!
//! Names are matched without their prefixes: `RequestSOAPHeader` with `user` and `password`, two headers of those
//! names, or a WS-Security `UsernameToken`.

use md5::{Digest, Md5};

use super::Fault;
use crate::receivers::xml::Element;

const NAMESPACE: &str = "http://sys.webservice.client";

/// The one account that may call.
pub(super) struct Account {
    user: String,
    password: String,
    /// Landray's own client sends the lower-case MD5 hex of the password; the account is registered with both texts.
    digest: String,
}

impl Account {
    pub(super) fn new(user: &str, password: &str) -> Self {
        let digest = Md5::digest(password.as_bytes())
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        Self {
            user: user.to_owned(),
            password: password.to_owned(),
            digest,
        }
    }

    /// Lets the caller in or says why not.
    pub(super) fn admit(&self, header: Option<&Element>) -> Result<(), Fault> {
        let missing = |what: &str| Fault::server(format!("在请求消息头中找不到{what}的信息"));
        let header = header.ok_or_else(|| missing("RequestSOAPHeader"))?;
        let (holder, user, password) = holder(header).ok_or_else(|| missing("RequestSOAPHeader"))?;
        let user = holder.child(user).ok_or_else(|| missing("user"))?;
        let password = holder.child(password).ok_or_else(|| missing("password"))?;
        let (user, password) = (user.text.trim(), password.text.trim());
        if user == self.user && (password == self.password || password == self.digest) {
            Ok(())
        } else {
            Err(Fault::server("用户名或密码错误"))
        }
    }

    /// Masks the password in either of its two texts.
    pub(super) fn mask(&self, text: String) -> String {
        text.replace(&self.password, "******")
            .replace(&self.digest, "******")
    }
}

/// The element that holds user and password, and their names in it.
fn holder(header: &Element) -> Option<(&Element, &'static str, &'static str)> {
    if let Some(own) = header
        .children
        .iter()
        .find(|child| child.name == "RequestSOAPHeader")
    {
        return Some((own, "user", "password"));
    }
    if let Some(token) = header
        .child("Security")
        .and_then(|security| security.child("UsernameToken"))
    {
        return Some((token, "Username", "Password"));
    }
    let separate = header.children.iter().any(|child| child.namespace == NAMESPACE);
    separate.then_some((header, "user", "password"))
}
