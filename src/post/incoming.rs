//! What comes in: whether it is a bounce of one of our letters (RFC 3464), an answer that no person wrote (RFC 3834), or something else,
//! which a person has to look at. Whatever is in doubt is something else.

use mail_parser::{Addr, Message, MessageParser, MessagePart, MimeHeaders};

/// Reads a letter. Whoever writes to us chooses these bytes: what the parser cannot bear is a letter that it cannot read, and stops no round.
fn parsed(bytes: &[u8]) -> Option<Message<'_>> {
    std::panic::catch_unwind(|| MessageParser::default().parse(bytes)).ok().flatten()
}

/// What a letter is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Incoming {
    /// A mail server says that a letter could not be delivered, and will not be.
    Failed(Failure),
    /// It counts as nothing, and why: a code.
    Nothing(&'static str),
    /// Somebody wrote it, or nobody can tell.
    Letter,
}

/// What a mail server says of a letter that it could not deliver.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Failure {
    /// Message-IDs that the letter may have had, without angle brackets.
    pub of: Vec<String>,
    /// The status, such as `5.1.1`; blank for none.
    pub status: String,
}

/// A letter as a person reads it: plain text.
#[derive(Clone, Default)]
pub struct Shown {
    /// Who says that they wrote it.
    pub from: String,
    /// The subject.
    pub subject: String,
    /// The words.
    pub text: String,
    /// How many files came with it, which are not shown.
    pub files: usize,
}
waymark_core::redacted!(Shown);

/// The longest name, address or subject that is shown, in characters.
const LONGEST_LINE: usize = 300;
/// The longest text that is shown, in characters.
const LONGEST_TEXT: usize = 100_000;

/// Says what a letter is. Never fails: what cannot be read is a letter for a person.
#[must_use]
pub fn recognise(bytes: &[u8]) -> Incoming {
    let Some(message) = parsed(bytes) else { return Incoming::Letter };
    let reports: Vec<Recipient> = message.parts.iter().filter(|part| is_status(part)).flat_map(recipients).collect();
    if let Some(failed) = reports.iter().find(|recipient| recipient.failed()) {
        return Incoming::Failed(Failure { of: originals(&message), status: failed.status.clone() });
    }
    if !reports.is_empty() {
        return Incoming::Nothing("delayed-or-delivered");
    }
    if is_of_a_mail_server(&message) {
        // A bounce in a form of its own: a person has to see that something did not arrive.
        return Incoming::Letter;
    }
    if is_automatic(&message) { Incoming::Nothing("automatic") } else { Incoming::Letter }
}

fn is_status(part: &MessagePart<'_>) -> bool {
    part.is_content_type("message", "delivery-status") || part.is_content_type("message", "global-delivery-status")
}

/// What a report says of one recipient.
#[derive(Debug, Default)]
struct Recipient {
    action: String,
    status: String,
}

impl Recipient {
    /// Whether it was not delivered, and will not be.
    fn failed(&self) -> bool {
        self.action == "failed" || (self.action.is_empty() && self.status.starts_with('5'))
    }
}

/// The recipients of a report: groups of fields between blank lines.
fn recipients(part: &MessagePart<'_>) -> Vec<Recipient> {
    let text = String::from_utf8_lossy(part.contents()).into_owned();
    let mut found = Vec::new();
    let mut now = Recipient::default();
    for line in text.lines().map(str::trim_end).chain([""]) {
        if line.is_empty() {
            let done = std::mem::take(&mut now);
            if !done.action.is_empty() || !done.status.is_empty() {
                found.push(done);
            }
        } else if let Some((name, value)) = line.split_once(':') {
            match name.trim().to_ascii_lowercase().as_str() {
                "action" => now.action = word(value),
                "status" => now.status = status(value),
                _ => {}
            }
        }
    }
    found
}

/// The first word of a field, small.
fn word(value: &str) -> String {
    let word = value.trim_start().chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-');
    word.take(32).collect::<String>().to_ascii_lowercase()
}

/// A status of three numbers (RFC 3463), whatever stands behind it; blank for anything else.
fn status(value: &str) -> String {
    let numbers: String = value.trim_start().chars().take_while(|c| c.is_ascii_digit() || *c == '.').take(12).collect();
    let parts: Vec<&str> = numbers.split('.').collect();
    let whole = parts.len() == 3 && parts.iter().all(|part| (1..=3).contains(&part.len())) && matches!(parts[0], "2" | "4" | "5");
    if whole { numbers } else { String::new() }
}

/// The Message-IDs of what a bounce brings back; of what it refers to, when it brings back nothing.
fn originals(bounce: &Message<'_>) -> Vec<String> {
    let mut ids = Vec::new();
    for part in &bounce.parts {
        if let Some(inner) = part.message() {
            ids.extend(inner.message_id().map(str::to_owned));
        } else if part.is_content_type("text", "rfc822-headers") || part.is_content_type("message", "rfc822") {
            let headers = [part.contents(), b"\r\n\r\n"].concat();
            let inner = parsed(&headers);
            ids.extend(inner.as_ref().and_then(Message::message_id).map(str::to_owned));
        }
    }
    if ids.is_empty() {
        for value in [bounce.in_reply_to(), bounce.references()] {
            ids.extend(value.as_text_list().unwrap_or_default().iter().map(ToString::to_string));
        }
    }
    ids.truncate(20);
    ids
}

/// Headers of a name, as they stand there.
fn headers<'m>(message: &'m Message<'_>, name: &'static str) -> impl Iterator<Item = &'m str> {
    message.headers_raw().filter(move |(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
}

fn senders<'m>(message: &'m Message<'_>) -> impl Iterator<Item = &'m Addr<'m>> {
    message.from().into_iter().flat_map(|from| from.iter())
}

fn is_of_a_mail_server(message: &Message<'_>) -> bool {
    senders(message).filter_map(Addr::address).any(|address| {
        let local = address.split('@').next().unwrap_or_default();
        local.eq_ignore_ascii_case("mailer-daemon") || local.eq_ignore_ascii_case("postmaster")
    })
}

/// Whether a machine wrote it: an answer while somebody is away, a list, a receipt for having been read.
fn is_automatic(message: &Message<'_>) -> bool {
    let says =
        |name: &'static str, counts: fn(&str) -> bool| headers(message, name).any(|value| counts(&word_with_underscore(value)));
    says("Auto-Submitted", |word| word != "no")
        || says("X-Auto-Response-Suppress", |word| word != "none")
        || says("X-Autoreply", |word| word != "no")
        || says("X-Autorespond", |word| word != "no")
        || says("Precedence", |word| matches!(word, "auto_reply" | "bulk" | "junk"))
        || headers(message, "Return-Path").any(|value| value.replace(' ', "") == "<>")
        || message.parts.iter().any(|part| part.is_content_type("message", "disposition-notification"))
}

fn word_with_underscore(value: &str) -> String {
    let word = value.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    word.take(32).collect::<String>().to_ascii_lowercase()
}

/// A letter as plain text: what it says in HTML is turned into words, and files are counted.
#[must_use]
pub fn shown(bytes: &[u8]) -> Shown {
    let Some(message) = parsed(bytes) else {
        return Shown { text: plain(&String::from_utf8_lossy(bytes)), ..Shown::default() };
    };
    let from = senders(&message).next().map(|one| match (one.name(), one.address()) {
        (Some(name), Some(address)) => format!("{name} <{address}>"),
        (name, address) => name.or(address).unwrap_or_default().to_owned(),
    });
    let bodies: Vec<_> = (0..message.text_body_count()).filter_map(|place| message.body_text(place)).collect();
    Shown {
        from: line(&from.unwrap_or_default()),
        subject: line(message.subject().unwrap_or_default()),
        text: plain(&bodies.join("\n\n")),
        files: message.attachment_count(),
    }
}

/// One line without anything that moves the cursor.
fn line(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST_LINE).collect();
    text.trim().to_owned()
}

fn plain(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let text: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).take(LONGEST_TEXT).collect();
    text.trim().to_owned()
}

#[cfg(test)]
mod tests;
