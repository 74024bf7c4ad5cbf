//! TLS towards a receiver: modern by default, and a marked legacy mode.
//!
//! Modern is rustls (TLS 1.2 and 1.3, forward secrecy only) with ring. It trusts Mozilla's roots, the system's, and
//! the target's own certificates. Legacy is the system's TLS library with its lowest protocol version, for receivers
//! that offer nothing better; certificates are checked there as well.

use std::sync::{Arc, OnceLock};

use domain::target::TlsOptions;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};

use crate::client::BuildError;

/// One of the two.
#[derive(Clone)]
pub(crate) enum Tls {
    Modern(Box<ClientConfig>),
    Legacy(native_tls::TlsConnector),
}

impl Tls {
    /// # Errors
    /// When the target's own certificates cannot be read, or the TLS library cannot be set up.
    pub(crate) fn new(options: &TlsOptions) -> Result<Self, BuildError> {
        let own = own_certificates(options)?;
        if options.legacy { legacy(&own) } else { modern(own) }
    }
}

fn own_certificates(options: &TlsOptions) -> Result<Vec<CertificateDer<'static>>, BuildError> {
    let Some(pem) = options
        .custom_ca
        .as_deref()
        .map(str::trim)
        .filter(|pem| !pem.is_empty())
    else {
        return Ok(Vec::new());
    };
    let found: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem.as_bytes()).collect();
    match found {
        Ok(found) if found.is_empty() => {
            Err(BuildError::CustomCa("no certificate in the PEM text".to_owned()))
        }
        Ok(found) => Ok(found),
        Err(error) => Err(BuildError::CustomCa(error.to_string())),
    }
}

fn modern(own: Vec<CertificateDer<'static>>) -> Result<Tls, BuildError> {
    let mut roots = Arc::clone(common_roots());
    if !own.is_empty() {
        let roots = Arc::make_mut(&mut roots);
        for certificate in own {
            roots
                .add(certificate)
                .map_err(|error| BuildError::CustomCa(error.to_string()))?;
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| BuildError::Tls(error.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(Tls::Modern(Box::new(config)))
}

fn legacy(own: &[CertificateDer<'static>]) -> Result<Tls, BuildError> {
    let mut builder = native_tls::TlsConnector::builder();
    // The system's own limit is above this where its security level is.
    builder.min_protocol_version(Some(native_tls::Protocol::Tlsv10));
    for certificate in own {
        let certificate = native_tls::Certificate::from_der(certificate)
            .map_err(|error| BuildError::CustomCa(error.to_string()))?;
        builder.add_root_certificate(certificate);
    }
    builder
        .build()
        .map(Tls::Legacy)
        .map_err(|error| BuildError::Tls(error.to_string()))
}

/// Mozilla's roots and the system's, read once in the life of the program.
fn common_roots() -> &'static Arc<RootCertStore> {
    static ROOTS: OnceLock<Arc<RootCertStore>> = OnceLock::new();
    ROOTS.get_or_init(|| {
        let mut roots = RootCertStore {
            roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
        };
        let system = rustls_native_certs::load_native_certs();
        for error in &system.errors {
            tracing::debug!(%error, "a system certificate could not be read");
        }
        roots.add_parsable_certificates(system.certs);
        Arc::new(roots)
    })
}
