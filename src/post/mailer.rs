//! The way mail leaves: into a folder, or to a server.

use std::path::PathBuf;
use std::sync::Arc;

use lettre::message::Mailbox;
use waymark_core::config::{MailRoute, Settings};

use crate::post::folder::Folder;
use crate::post::mail::{Mail, MailerFault, SendFault, Sender};
use crate::post::message::message;
use crate::post::smtp::Smtp;

/// The way mail leaves, and who it is from.
pub struct Mailer {
    senders: Senders,
    way: Arc<Way>,
}

/// Whom letters come from.
struct Senders {
    service: Mailbox,
    /// Nobody where the service has no sender that tells nothing.
    reporters: Option<Mailbox>,
}

enum Way {
    /// One file a message.
    Folder(Folder),
    /// A server.
    Smtp(Box<Smtp>),
}

impl Mailer {
    /// The way the settings name. `extra_ca` is a PEM file with a certificate to trust beside the system's.
    ///
    /// # Errors
    /// When the folder or the URL cannot be used.
    pub fn new(settings: &Settings, extra_ca: Option<PathBuf>) -> Result<Self, MailerFault> {
        let senders = senders(settings)?;
        let way = match &settings.mail {
            MailRoute::Folder => Way::Folder(Folder::make(&settings.data.join("mail")).map_err(MailerFault::Folder)?),
            MailRoute::Smtp(url) => Way::Smtp(Box::new(Smtp::new(url, extra_ca, &settings.operator.hello_name)?)),
        };
        Ok(Self { senders, way: Arc::new(way) })
    }

    /// The same way, from the sender that changed settings name.
    ///
    /// # Errors
    /// When the sender's address is none.
    pub fn from_now(&self, settings: &Settings) -> Result<Self, MailerFault> {
        Ok(Self { senders: senders(settings)?, way: Arc::clone(&self.way) })
    }

    /// Sends a letter. When it returns, the folder or the server has it.
    ///
    /// # Errors
    /// Why it did not leave, and whether it may later.
    pub async fn send(&self, mail: &Mail) -> Result<(), SendFault> {
        let from = match mail.from {
            Sender::Service => &self.senders.service,
            Sender::Reporters => self.senders.reporters.as_ref().ok_or(SendFault { code: "no-sender", again: false })?,
        };
        let message = message(from, mail)?;
        match &*self.way {
            Way::Folder(folder) => folder.keep(&mail.message_id, message.formatted()).await,
            Way::Smtp(smtp) => smtp.send(message).await,
        }
    }
}

fn senders(settings: &Settings) -> Result<Senders, MailerFault> {
    let operator = &settings.operator;
    let mailbox = |name: &str, address: &str| {
        let address = address.parse().map_err(|_| MailerFault::From)?;
        Ok(Mailbox::new(Some(name.to_owned()).filter(|name| !name.is_empty()), address))
    };
    let own = &operator.reporters;
    let reporters = (!own.from_address.is_empty()).then(|| mailbox(&own.name, &own.from_address)).transpose()?;
    Ok(Senders { service: mailbox(&operator.mail_from_name, &operator.mail_from_address)?, reporters })
}
