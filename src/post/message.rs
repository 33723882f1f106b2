//! A letter as a message of the Internet (RFC 5322).

use std::time::SystemTime;

use lettre::Message;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, SinglePart};

use crate::post::mail::{Mail, SendFault};

/// Says that a machine wrote it, so that no machine answers (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// The message of a letter.
pub(crate) fn message(from: &Mailbox, mail: &Mail) -> Result<Message, SendFault> {
    let unusable = |code: &'static str| SendFault { code, again: false };
    let to: Mailbox = mail.to.parse().map_err(|_| unusable("recipient-address"))?;
    Message::builder()
        .from(from.clone())
        .to(to)
        .subject(mail.subject.as_str())
        .message_id(Some(format!("<{}>", mail.message_id)))
        .date(SystemTime::from(mail.at))
        .header(AutoSubmitted)
        .singlepart(SinglePart::builder().header(ContentType::TEXT_PLAIN).body(mail.body.clone()))
        .map_err(|_| unusable("letter-cannot-be-written"))
}
