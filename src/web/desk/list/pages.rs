//! The list of what needs a person: its page, its entries, and other views of it.

use askama::Template;

use crate::web::desk::words::views::{Rag, ReasonView};
use crate::web::parts::frame::Frame;

/// `/desk`: what needs a person.
#[derive(Template)]
#[template(path = "pages/desk/inbox.html")]
pub(crate) struct InboxPage {
    /// What every page has.
    pub frame: Frame,
    /// What they have begun to take down and not sent.
    pub begun: Option<String>,
    /// Entries, the urgent ones first.
    pub entries: Vec<Entry>,
    /// Other views of the list.
    pub views: Vec<ViewLink>,
    /// How everything stands against its time: words, each with its colour.
    pub clocks: Vec<Rag>,
    /// Organisations that are late to answer, a sentence.
    pub late_answers: Option<String>,
    /// Where more are; nothing after the last.
    pub next: Option<String>,
    /// Where the beginning is.
    pub beginning: String,
    /// Whether this is the beginning of the list.
    pub first: bool,
    /// Whether a reference was typed that is not in reach.
    pub unknown: bool,
    /// Whether they may undo an erasure.
    pub may_undo: bool,
    /// Whether they may let go what is kept.
    pub may_hold: bool,
    /// How many letters nobody recognised, a sentence; nothing when there is none, or for whoever may not see them.
    pub letters: Option<String>,
    /// How many centres say that something is wrong, a sentence; nothing when there is none, or for whoever cannot put it right.
    pub centres: Option<String>,
}

/// Another view of the list.
pub(crate) struct ViewLink {
    /// Where it is.
    pub address: String,
    /// What it lists, with how many there are.
    pub words: String,
    /// Whether it is the one that is shown.
    pub current: bool,
}

/// An entry of the list.
pub(crate) struct Entry {
    /// The report's spoken name.
    pub reference: String,
    /// Whether it comes before everything else.
    pub urgent: bool,
    /// Why it is here.
    pub reasons: Vec<ReasonView>,
    /// Where; empty when it is not known.
    pub district: String,
    /// The risk level in words; empty for whoever may not see it.
    pub risk: String,
    /// Why somebody should look soon, a few words each; none for whoever may not see it.
    pub why: Vec<String>,
    /// Kinds of incident in words.
    pub types: Vec<String>,
}
