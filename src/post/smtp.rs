//! Mail by SMTP: STARTTLS required, or TLS from the start; certificates are always checked.

use std::path::PathBuf;
use std::time::Duration;

use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use crate::post::mail::{MailerFault, SendFault};

/// A mail server.
pub(super) struct Smtp(AsyncSmtpTransport<Tokio1Executor>);

/// How long one step of the conversation may take.
const PATIENCE: Duration = Duration::from_secs(30);

impl Smtp {
    pub(super) fn new(url: &str, extra_ca: Option<PathBuf>, hello_name: &str) -> Result<Self, MailerFault> {
        let implicit = url.starts_with("smtps://");
        // Whatever the URL asks for, a connection without TLS is never made.
        let bare = url.split('?').next().unwrap_or(url);
        let host = host_of(bare).ok_or(MailerFault::Url)?;
        let asked = if implicit { bare.to_owned() } else { format!("{bare}?tls=required") };
        let mut builder =
            AsyncSmtpTransport::<Tokio1Executor>::from_url(&asked).map_err(|_| MailerFault::Url)?.timeout(Some(PATIENCE));
        if let Some(path) = extra_ca {
            let pem = std::fs::read(path).map_err(|_| MailerFault::Certificate)?;
            let certificate = Certificate::from_pem(&pem).map_err(|_| MailerFault::Certificate)?;
            let parameters = TlsParameters::builder(host)
                .add_root_certificate(certificate)
                .build_rustls()
                .map_err(|_| MailerFault::Certificate)?;
            builder = builder.tls(if implicit { Tls::Wrapper(parameters) } else { Tls::Required(parameters) });
        }
        if !hello_name.is_empty() {
            builder = builder.hello_name(ClientId::Domain(hello_name.to_owned()));
        }
        Ok(Self(builder.build()))
    }

    pub(super) async fn send(&self, message: Message) -> Result<(), SendFault> {
        // The conversation has its own limits; this one holds even if a server answers a byte at a time.
        match tokio::time::timeout(PATIENCE * 4, self.0.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(fault(&error)),
            Err(_) => Err(SendFault { code: "server-too-slow", again: true }),
        }
    }
}

/// Answers about signing in (RFC 4954), which say nothing of the letter.
const SIGN_IN: [u16; 5] = [421, 530, 534, 535, 538];

/// What failed, without the server's words.
fn fault(error: &lettre::transport::smtp::Error) -> SendFault {
    let (code, again) = if error.is_tls() || failed_in_the_handshake(error) {
        ("certificate-or-tls", true)
    } else if error.status().is_some_and(|code| SIGN_IN.contains(&u16::from(code))) {
        // Our own account or the server's rules for it, not this letter.
        ("sign-in-refused", true)
    } else if error.is_permanent() {
        ("refused-for-good", false)
    } else if error.is_transient() {
        ("refused-for-now", true)
    } else if error.is_timeout() {
        ("server-too-slow", true)
    } else if error.is_client() {
        // STARTTLS or a way to sign in is not offered: nothing was sent.
        ("server-lacks-tls-or-sign-in", true)
    } else if error.is_response() {
        ("answer-not-understood", true)
    } else {
        ("server-away", true)
    };
    SendFault { code, again }
}

/// A certificate that is not trusted arrives as an error of the connection, with "invalid data" at its root.
fn failed_in_the_handshake(error: &lettre::transport::smtp::Error) -> bool {
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        if inner.downcast_ref::<std::io::Error>().is_some_and(|io| io.kind() == std::io::ErrorKind::InvalidData) {
            return true;
        }
        cause = inner.source();
    }
    false
}

fn host_of(url: &str) -> Option<String> {
    let rest = url.strip_prefix("smtps://").or_else(|| url.strip_prefix("smtp://"))?;
    let authority = rest.split('/').next()?;
    let host = authority.rsplit('@').next()?;
    let host = match host.strip_prefix('[') {
        Some(six) => six.split(']').next()?,
        None => host.split(':').next()?,
    };
    (!host.is_empty()).then(|| host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_is_found_in_every_form_of_url() {
        assert_eq!(host_of("smtp://localhost:25").as_deref(), Some("localhost"));
        assert_eq!(host_of("smtps://user:p%40ss@mail.example.org").as_deref(), Some("mail.example.org"));
        assert_eq!(host_of("smtp://[::1]:25").as_deref(), Some("::1"));
        assert_eq!(host_of("smtp://:25"), None);
        assert_eq!(host_of("http://x"), None);
    }
}
