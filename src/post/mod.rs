//! How mail leaves – into a folder in a demonstration, by SMTP in a service – and how it comes in: by a Maildir.

mod folder;
pub mod incoming;
pub mod mail;
pub mod maildir;
mod smtp;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use lettre::Message;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, SinglePart};
use waymark_core::config::{MailRoute, Settings};

use crate::post::mail::{Mail, MailerFault, SendFault};

/// The way mail leaves, and who it is from.
pub struct Mailer {
    from: Mailbox,
    way: Arc<Way>,
}

enum Way {
    /// One file a message.
    Folder(folder::Folder),
    /// A server.
    Smtp(Box<smtp::Smtp>),
}

impl Mailer {
    /// The way the settings name. `extra_ca` is a PEM file with a certificate to trust beside the system's.
    ///
    /// # Errors
    /// When the folder or the URL cannot be used.
    pub fn new(settings: &Settings, extra_ca: Option<PathBuf>) -> Result<Self, MailerFault> {
        let from = sender(settings)?;
        let way = match &settings.mail {
            MailRoute::Folder => Way::Folder(folder::Folder::make(&settings.data.join("mail")).map_err(MailerFault::Folder)?),
            MailRoute::Smtp(url) => Way::Smtp(Box::new(smtp::Smtp::new(url, extra_ca, &settings.operator.hello_name)?)),
        };
        Ok(Self { from, way: Arc::new(way) })
    }

    /// The same way, from the sender that changed settings name.
    ///
    /// # Errors
    /// When the sender's address is none.
    pub fn from_now(&self, settings: &Settings) -> Result<Self, MailerFault> {
        Ok(Self { from: sender(settings)?, way: Arc::clone(&self.way) })
    }

    /// Sends a letter. When it returns, the folder or the server has it.
    ///
    /// # Errors
    /// Why it did not leave, and whether it may later.
    pub async fn send(&self, mail: &Mail) -> Result<(), SendFault> {
        let message = message(&self.from, mail)?;
        match &*self.way {
            Way::Folder(folder) => folder.keep(&mail.message_id, message.formatted()).await,
            Way::Smtp(smtp) => smtp.send(message).await,
        }
    }
}

fn sender(settings: &Settings) -> Result<Mailbox, MailerFault> {
    let address = settings.operator.mail_from_address.parse().map_err(|_| MailerFault::From)?;
    Ok(Mailbox::new(Some(settings.operator.mail_from_name.clone()), address))
}

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

fn message(from: &Mailbox, mail: &Mail) -> Result<Message, SendFault> {
    let unusable = |code: &'static str| SendFault { code, again: false };
    let to: Mailbox = mail.to.parse().map_err(|_| unusable("recipient-address"))?;
    Message::builder()
        .from(if mail.named { from.clone() } else { Mailbox::new(None, from.email.clone()) })
        .to(to)
        .subject(mail.subject.as_str())
        .message_id(Some(format!("<{}>", mail.message_id)))
        .date(SystemTime::from(mail.at))
        .header(AutoSubmitted)
        .singlepart(SinglePart::builder().header(ContentType::TEXT_PLAIN).body(mail.body.clone()))
        .map_err(|_| unusable("letter-cannot-be-written"))
}
