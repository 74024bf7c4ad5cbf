//! The receivers' names, and what each of them lets a caller in with.
//!
//! Guarantees: every credential follows from the seed, so that a ready-made target works again after a restart; every
//! secret begins with [`MARK`], as every token does that a receiver issues, so that [`mask`] finds them all. The one
//! exception is the Landray password, which its own receiver masks.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::random::Dice;
use crate::receivers::Identity;

/// How a secret of the sandbox begins.
pub(crate) const MARK: &str = "sbx-";
/// The Landray account's name.
pub(crate) const LANDRAY_USER: &str = "todo-relay";
/// Identifier that the E10 centre has registered for the sender (异构系统标识).
pub(crate) const E10_SYSCODE: &str = "sandbox-e10";

pub(crate) const OA: Identity = Identity {
    id: "oa",
    zh: "沙箱·OA 接口",
    en: "Sandbox · OA interfaces",
};
pub(crate) const ECOLOGY: Identity = Identity {
    id: "ecology",
    zh: "沙箱·泛微门户",
    en: "Sandbox · Weaver portal",
};
pub(crate) const LANDRAY: Identity = Identity {
    id: "landray",
    zh: "沙箱·蓝凌EKP",
    en: "Sandbox · Landray EKP",
};
pub(crate) const E10: Identity = Identity {
    id: "e10",
    zh: "沙箱·E10 门户",
    en: "Sandbox · E10 portal",
};
pub(crate) const ESB: Identity = Identity {
    id: "esb",
    zh: "沙箱·ESB 动作流",
    en: "Sandbox · ESB action flow",
};
pub(crate) const WISEDU: Identity = Identity {
    id: "wisedu",
    zh: "沙箱·金智待办中心",
    en: "Sandbox · Wisedu task centre",
};
pub(crate) const PORTAL: Identity = Identity {
    id: "portal",
    zh: "沙箱·自建门户",
    en: "Sandbox · in-house portal",
};

/// An application registered for OAuth (protocol facts, 2.1).
#[derive(Debug, Clone)]
pub(crate) struct Application {
    pub(crate) corp_id: String,
    pub(crate) app_key: String,
    pub(crate) app_secret: String,
}

/// What the OA's own interfaces let the product in with (protocol facts, 6 and 8).
#[derive(Debug, Clone)]
pub(crate) struct OaAccount {
    pub(crate) app_id: String,
    /// Seed of the keys of the organisation's interface.
    pub(crate) token_seed: String,
}

/// A name that is public and the secret that proves it.
#[derive(Debug, Clone)]
pub(crate) struct KeyPair {
    pub(crate) key: String,
    pub(crate) secret: String,
}

/// What the receivers let the product in with.
#[derive(Debug, Clone)]
pub(crate) struct Accounts {
    pub(crate) oa: OaAccount,
    pub(crate) landray_password: String,
    pub(crate) e10: Application,
    pub(crate) esb: Application,
    /// Base64 key of the action flow's webhook (protocol facts, 3).
    pub(crate) action_flow: String,
    /// `appId` and `appSecret` (protocol facts, 5).
    pub(crate) wisedu: KeyPair,
    /// `X-App-Key`, and the key of the signature.
    pub(crate) portal: KeyPair,
}

impl Accounts {
    /// The accounts of a seed.
    pub(crate) fn of(seed: u64) -> Self {
        let hex = |salt: u64| format!("{:016x}", Dice::new(seed ^ salt).next());
        let secret = |salt: u64| format!("{MARK}secret-{}", hex(salt));
        let application = |name: &str, salt: u64| Application {
            corp_id: format!("corp{}", hex(salt)),
            app_key: format!("{name}-app-{}", hex(salt + 1)),
            app_secret: secret(salt + 2),
        };
        Self {
            oa: OaAccount {
                app_id: "todo-relay-sandbox".to_owned(),
                token_seed: secret(0x0a_5eed),
            },
            landray_password: format!("ekp-{}", hex(0xe4b)),
            e10: application("e10", 0xe10_0000),
            esb: application("esb", 0xe5b_0000),
            action_flow: STANDARD.encode(format!("sandbox-todo-flow:{}", hex(0xf10_0000))),
            wisedu: KeyPair {
                key: "sandbox-todo-relay".to_owned(),
                secret: secret(0x3_15ed),
            },
            portal: KeyPair {
                key: format!("portal-app-{}", hex(0x907_7a10)),
                secret: secret(0x907_7a11),
            },
        }
    }
}

/// Masks every secret and every token of the sandbox in a text, in full or cut short.
pub(crate) fn mask(text: &str) -> String {
    let mut pieces = text.split(MARK);
    let mut masked = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        masked.push_str("******");
        masked.push_str(piece.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-'));
    }
    masked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_makes_the_same_accounts() {
        let all = |seed: u64| format!("{:?}", Accounts::of(seed));
        assert_eq!(all(5), all(5), "a ready-made target should work after a restart");
        assert_ne!(all(5), all(6));
        let accounts = Accounts::of(5);
        assert_ne!(accounts.e10.app_secret, accounts.esb.app_secret);
    }

    #[test]
    fn every_secret_is_masked_wherever_it_stands() {
        let accounts = Accounts::of(5);
        let secrets = [
            &accounts.e10.app_secret,
            &accounts.wisedu.secret,
            &accounts.portal.secret,
        ];
        for secret in secrets {
            let text = format!("a={secret}&b=\"{secret}\" {}", &secret[..12]);
            assert_eq!(mask(&text), "a=******&b=\"******\" ******");
        }
        assert_eq!(mask("nothing to hide"), "nothing to hide");
    }
}
