//! Centres: places where somebody is told in person, and the code that brings a visitor's own report to one.

use std::collections::BTreeSet;

use crate::config::reading::nearest;
use crate::places::AreaCode;
use crate::report::Told;
use crate::report::person::Method;
use crate::vocabulary::Id;

/// A place where people can tell somebody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Centre {
    /// As `centres.toml` names it. Accounts and reports belong to it, so it never changes.
    pub id: String,
    /// Its name as people know it.
    pub name: String,
    /// Where it is, without its postcode.
    pub address: String,
    /// The postcode.
    pub postcode: Option<String>,
    /// The number to call.
    pub phone: Option<String>,
    /// The number to text.
    pub text_number: Option<String>,
    /// The address to write to.
    pub email: Option<String>,
    /// When somebody is there, in words.
    pub hours: Option<String>,
    /// Spoken languages, as tags.
    pub languages: Vec<String>,
    /// Whether somebody there signs British Sign Language.
    pub bsl: bool,
    /// Whether there is a way in without steps; nothing when nobody has said.
    pub step_free: Option<bool>,
    /// Where it serves; none means everywhere.
    pub areas: BTreeSet<AreaCode>,
    /// Whether the public finds it.
    pub listed: bool,
    /// Who is asked by letter whether it is still right.
    pub confirm_with: Option<String>,
}

impl Centre {
    /// The address on one line.
    #[must_use]
    pub fn whole_address(&self) -> String {
        self.postcode.iter().fold(self.address.clone(), |address, postcode| format!("{address}, {postcode}"))
    }

    /// How somebody is reached through it: its own ways, in the place of any that leads to the person.
    #[must_use]
    pub fn ways(&self) -> Vec<Method> {
        let post = format!("{}, {}", self.name, self.whole_address());
        [("phone", self.phone.clone()), ("text", self.text_number.clone()), ("email", self.email.clone()), ("post", Some(post))]
            .into_iter()
            .filter_map(|(kind, value)| {
                Some(Method { kind: Id::from(kind), value: Told::new(value?), safe: true, ..Method::default() })
            })
            .collect()
    }
}

/// Every centre, by id.
#[derive(Debug, Default)]
pub struct Centres(Vec<Centre>);

impl Centres {
    /// These centres, by id.
    #[must_use]
    pub fn new(mut centres: Vec<Centre>) -> Self {
        centres.sort_by(|a, b| a.id.cmp(&b.id));
        Self(centres)
    }

    /// Every centre, by id.
    pub fn all(&self) -> impl Iterator<Item = &Centre> {
        self.0.iter()
    }

    /// The centre with this id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&Centre> {
        self.0.iter().find(|centre| centre.id == id)
    }

    /// The centre whose id is spelled most like this one.
    #[must_use]
    pub fn nearest(&self, id: &str) -> Option<&str> {
        nearest(id, self.0.iter().map(|centre| centre.id.as_str()))
    }
}
