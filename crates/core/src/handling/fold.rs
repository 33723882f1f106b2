//! How a report stands now: its entries folded into the newest of each (event sourcing), and the actions still open.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use crate::handling::action::{Acted, Step};
use crate::handling::child::Heard;
use crate::handling::entry::Entry;
use crate::handling::urgency::Urgency;
use crate::handling::wish::Wish;
use crate::report::permission::AskedOn;
use crate::report::{Facts, Permission, Purpose, Told};
use crate::vocabulary::{AgencyId, AgreementId};

/// Actions as they stand, with when each was agreed: the open ones.
#[must_use]
pub fn open(entries: &[(DateTime<Utc>, Entry)]) -> Vec<(DateTime<Utc>, Acted)> {
    let mut found: Vec<(DateTime<Utc>, Acted)> = Vec::new();
    for (at, entry) in entries {
        let Entry::Action { acted } = entry else { continue };
        match found.iter().position(|(_, one)| one.task == acted.task) {
            Some(place) if acted.step == Step::Done => {
                found.remove(place);
            }
            Some(place) => found[place].1 = (**acted).clone(),
            None if acted.step == Step::Done => {}
            None => found.push((*at, (**acted).clone())),
        }
    }
    found.sort_by_key(|(at, one)| (one.until, *at));
    found
}

/// `handling` as it stands: the newest of each.
pub struct Handling {
    /// What routes the report.
    pub facts: Facts,
    /// How urgent it is, and why.
    pub urgency: Urgency,
    /// What the person allows now, as something new is routed by it: where our own pages or people asked, a yes to a whole purpose names
    /// nobody, and counts as "ask me first".
    pub permission: Permission,
    /// What the person said, word for word, and whom the team takes their words about "never" to mean. What was passed on by it stands.
    pub given: Permission,
    /// Who asked for that, in which words, and when.
    pub asked: Option<AskedOn>,
    /// Purposes whose permission lapsed while nobody had a place, and was not renewed.
    pub lapsed: BTreeSet<Purpose>,
    /// Wishes that are not yet taken over.
    pub wishes: Vec<NewWish>,
    /// The number of the newest wish.
    pub newest_wish: i64,
    /// The account without what names a person, once somebody wrote it.
    pub released: Option<Told>,
    /// Whether its erasure was undone and the person has not said anew who may know: nothing goes out by itself.
    pub rests: bool,
    /// Whether somebody at the desk lets nothing go out by itself for now.
    pub frozen: bool,
    /// Whether the district was given by a person.
    pub area_given: bool,
    /// What a child understands and wishes, as they said it last.
    pub child: Option<Heard>,
    /// Agreements that the desk proposes to the person.
    pub proposed: BTreeSet<AgreementId>,
    /// The words about who must never be told that somebody has read.
    read: Option<Told>,
    /// Whom the team takes these words to mean, and the person has not named with a yes since.
    meant: BTreeSet<AgencyId>,
}

/// A wish that is not yet taken over.
pub struct NewWish {
    /// Its number.
    pub number: i64,
    /// When it was made.
    pub at: DateTime<Utc>,
    /// The permission after it.
    pub permission: Permission,
    /// The purposes it speaks of.
    pub renews: BTreeSet<Purpose>,
    /// Who asked, in which words.
    pub asked: Option<AskedOn>,
}
crate::redacted!(Handling, NewWish);

impl Handling {
    /// `handling` as its entries, the oldest first, and the wishes that came in since make it: each wish with its number. Nothing when no
    /// entry says what the report is about: every report begins with one that does.
    #[must_use]
    pub fn of(entries: Vec<(DateTime<Utc>, Entry)>, wishes: Vec<(i64, DateTime<Utc>, Wish)>) -> Option<Self> {
        let mut facts = None;
        let mut folded = Self::blank();
        for (at, entry) in entries {
            entry.shape(&mut facts);
            folded.urgency.shape(&entry);
            folded.take_in(at, entry);
        }
        folded.facts = facts?;
        // Wishes beyond the last that was taken over are newer than all of `handling`.
        for (number, at, wish) in wishes {
            if number > folded.newest_wish {
                folded.wish(number, at, wish);
            }
        }
        folded.newest_wish = folded.wishes.last().map_or(folded.newest_wish, |wish| wish.number);
        let names_only = folded.asked.is_some() || folded.has_unread_words();
        folded.permission = if names_only { folded.given.named() } else { folded.given.clone() };
        Some(folded)
    }

    fn blank() -> Self {
        Self {
            facts: Facts::default(),
            urgency: Urgency::default(),
            permission: Permission::default(),
            given: Permission::default(),
            asked: None,
            lapsed: BTreeSet::new(),
            wishes: Vec::new(),
            newest_wish: 0,
            released: None,
            rests: false,
            frozen: false,
            area_given: false,
            child: None,
            proposed: BTreeSet::new(),
            read: None,
            meant: BTreeSet::new(),
        }
    }

    fn take_in(&mut self, at: DateTime<Utc>, entry: Entry) {
        match entry {
            Entry::Arrived { permission, asked, .. } => {
                (self.given, self.asked) = (permission, asked.map(|asked| AskedOn { asked, at }));
            }
            Entry::Allowed { permission, wish, renews, asked } => {
                self.lapsed.retain(|purpose| !renews.contains(purpose));
                (self.given, self.newest_wish, self.asked) = (permission, wish, asked);
                self.meant.retain(|agency| self.given.never.contains(agency));
                self.rests = false;
            }
            Entry::Lapsed { purposes, permission } => {
                self.lapsed.extend(purposes);
                self.given = permission;
            }
            Entry::NeverRead { words, means, .. } => {
                self.meant.extend(means.into_iter().filter(|agency| self.given.never.insert(agency.clone())));
                self.read = Some(words);
            }
            Entry::Proposed { agreement, .. } => {
                self.proposed.insert(agreement);
            }
            Entry::ErasureUndone { .. } => self.rests = true,
            Entry::Frozen { frozen, .. } => self.frozen = frozen,
            Entry::Released { account, .. } => self.released = Some(account),
            Entry::AreaGiven { .. } => self.area_given = true,
            Entry::ChildHeard { heard, .. } => self.child = Some(*heard),
            // What is only told, or shapes facts and urgency alone.
            _ => {}
        }
    }

    fn wish(&mut self, number: i64, at: DateTime<Utc>, wish: Wish) {
        let renews = wish.renews(&self.given);
        self.lapsed.retain(|purpose| !renews.contains(purpose));
        self.asked = wish.asked.clone().map(|asked| AskedOn { asked, at });
        // A yes to a name is the person's own, and goes before what others took their words to mean.
        let (named, meant) = std::mem::take(&mut self.meant).into_iter().partition(|agency| wish.permission.names(agency));
        let named: BTreeSet<AgencyId> = named;
        self.meant = meant;
        self.given.never.retain(|agency| !named.contains(agency));
        self.given = wish.after(&self.given);
        self.given.never.extend(self.meant.iter().cloned());
        self.rests = false;
        let (permission, asked) = (self.given.clone(), self.asked.clone());
        self.wishes.push(NewWish { number, at, permission, renews, asked });
    }

    /// Whether the person wrote in words who must never be told, and nobody has read all of it: until then nobody is told but whom they said
    /// yes to by name.
    #[must_use]
    pub fn has_unread_words(&self) -> bool {
        self.given.has_words() && self.read != self.given.never_words
    }

    /// Whether nothing goes out by itself, for one reason or the other.
    #[must_use]
    pub fn is_still(&self) -> bool {
        self.rests || self.frozen
    }

    /// When the person last spoke of this purpose in a wish that is not yet taken over.
    #[must_use]
    pub fn renewed_at(&self, purpose: Purpose) -> Option<DateTime<Utc>> {
        self.wishes.iter().rev().find(|wish| wish.renews.contains(&purpose)).map(|wish| wish.at)
    }
}
