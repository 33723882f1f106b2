//! The public directory: organisations that chose to be in it, where they serve, and ids that stay the same.
//!
//! Only what stands in `[agency.public]` is here, with the areas of agreements in force. Capacity, mailboxes for referrals and
//! conditions are nobody else's business.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use uuid::{Builder, Uuid};

use crate::places::{AreaCode, Level};
use crate::report::Purpose;
use crate::routing;
use crate::routing::agency::{Agency, Public};
use crate::routing::book::Book;

/// An organisation in the directory.
pub struct Listed<'a> {
    /// Its id, the same for ever.
    pub id: Uuid,
    /// The organisation. Of it, nothing but its name is public.
    agency: &'a Agency,
    /// What anybody may know.
    pub public: &'a Public,
    /// Where it serves; nothing means everywhere.
    pub areas: Option<BTreeSet<AreaCode>>,
    /// Its services, at least one.
    pub services: Vec<Service<'a>>,
}

/// A service in the directory.
pub struct Service<'a> {
    /// Its id, the same as long as its name.
    pub id: Uuid,
    /// Its name.
    pub name: &'a str,
    /// What it does.
    pub description: &'a str,
}

impl Listed<'_> {
    /// The organisation's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.agency.name
    }

    /// How near it serves somebody in these areas, the nearest first; nothing when it does not. `None` is everywhere.
    #[must_use]
    pub fn nearness(&self, areas: &[AreaCode]) -> Option<Level> {
        match &self.areas {
            None => Some(Level::EnglandAndWales),
            Some(own) => areas.iter().filter(|area| own.contains(*area)).map(AreaCode::level).min(),
        }
    }
}

/// Everything in the directory on `day`, by name: organisations that are public, not suspended, and have an agreement in force.
#[must_use]
pub fn listed(book: &Book, day: NaiveDate) -> Vec<Listed<'_>> {
    let mut listed: Vec<Listed<'_>> = book.agencies().filter_map(|agency| one(book, agency, day)).collect();
    listed.sort_by(|a, b| (a.name().to_lowercase(), &a.agency.id).cmp(&(b.name().to_lowercase(), &b.agency.id)));
    listed
}

fn one<'a>(book: &Book, agency: &'a Agency, day: NaiveDate) -> Option<Listed<'a>> {
    let public = agency.public.as_ref()?;
    let in_force = || book.serving(day).agreements().filter(|agreement| agreement.agency == agency.id);
    in_force().next()?;
    // Who counts a whole country and helps in one town is found in that town.
    let helps = in_force().any(|agreement| agreement.purpose != Purpose::Inform);
    let own = || in_force().filter(|agreement| !helps || agreement.purpose != Purpose::Inform);
    let mut areas = Some(BTreeSet::new());
    for agreement in own() {
        match (&mut areas, &agreement.when.areas) {
            (Some(areas), Some(more)) => areas.extend(more.iter().copied()),
            _ => areas = None,
        }
    }
    let id = agency.id.as_str();
    let services = if public.services.is_empty() {
        vec![Service { id: stable("service", &[id, ""]), name: &agency.name, description: &public.description }]
    } else {
        let service = |service: &'a routing::PublicService| Service {
            id: stable("service", &[id, &service.slug()]),
            name: &service.name,
            description: &service.description,
        };
        public.services.iter().map(service).collect()
    };
    Some(Listed { id: stable("organization", &[id]), agency, public, areas, services })
}

/// A UUID (version 5, RFC 9562) that follows from what kind of thing it is and from its ids: the same in every process, for ever.
#[must_use]
pub fn stable(kind: &str, ids: &[&str]) -> Uuid {
    const OURS: Uuid = Uuid::from_u128(0x6f0c_3a52_5d1e_4b8e_9a37_0d4b_52c1_7e60);
    let mut digest = ring::digest::Context::new(&ring::digest::SHA1_FOR_LEGACY_USE_ONLY);
    digest.update(OURS.as_bytes());
    digest.update(kind.as_bytes());
    for id in ids {
        digest.update(b"/");
        digest.update(id.as_bytes());
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest.finish().as_ref()[..16]);
    Builder::from_sha1_bytes(bytes).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::WorkingCalendar;
    use crate::routing::examples::*;
    use crate::routing::{Agency, Book};
    use crate::routing::{Mode, PublicService};

    fn public(services: &[&str]) -> Public {
        let service = |name: &&str| PublicService { name: (*name).to_owned(), description: "d".to_owned() };
        Public { description: "d".to_owned(), services: services.iter().map(service).collect(), ..Public::default() }
    }

    #[test]
    fn only_those_who_are_public_and_serve_are_listed_with_their_areas() {
        let mut agencies: Vec<Agency> = ["a", "b", "c", "d"].map(agency).into();
        agencies[0].public = Some(public(&["One", "Two"]));
        agencies[1].public = Some(public(&[]));
        (agencies[2].public, agencies[2].suspended) = (Some(public(&[])), true);
        let within = |id: &str, agency: &str, areas: &[&str]| {
            let mut one = agreement(id, agency, Purpose::Support);
            one.when.areas = Some(areas.iter().filter_map(|code| AreaCode::parse(code)).collect());
            one
        };
        let mut over = within("4", "b", &["E06000004"]);
        over.ends = day("2026-11-19");
        let mut agreements = vec![within("1", "a", &["E06000004"]), within("2", "a", &["E23000013"]), over];
        agreements.extend([agreement("5", "c", Purpose::Support), agreement("6", "d", Purpose::Support)]);
        let book = |agreements: &[crate::routing::Agreement]| {
            Book::new(vocabulary(), gazetteer(), WorkingCalendar::default(), agencies.clone(), agreements.to_vec())
        };
        let first = book(&agreements);
        let found = listed(&first, day("2026-11-20"));
        assert_eq!(found.iter().map(Listed::name).collect::<Vec<_>>(), ["A"], "b's has ended, c is suspended, d is not public");
        assert_eq!(found[0].areas.as_ref().unwrap().len(), 2);
        let near = |code: &str| found[0].nearness(first.gazetteer.areas_of(AreaCode::parse(code)));
        assert_eq!((near("E06000004"), near("E06000003"), near("E08000003")), (Some(Level::District), Some(Level::Force), None));
        assert_eq!(found[0].services.len(), 2);
        agreements.push(agreement("7", "a", Purpose::Inform));
        agreements.last_mut().unwrap().mode = Mode::Always;
        assert_eq!(
            listed(&book(&agreements), day("2026-11-20"))[0].areas.as_ref().unwrap().len(),
            2,
            "counting everywhere is no help everywhere"
        );
        agreements.push(agreement("8", "a", Purpose::Protect));
        assert!(listed(&book(&agreements), day("2026-11-20"))[0].areas.is_none(), "one without areas is everywhere");
    }

    #[test]
    fn ids_are_version_5_and_stay_the_same() {
        let id = stable("organization", &["tees-pride"]);
        assert_eq!(id.get_version_num(), 5);
        assert_eq!(id, stable("organization", &["tees-pride"]));
        assert_ne!(id, stable("service", &["tees-pride"]));
        assert_ne!(stable("x", &["a", "b"]), stable("x", &["ab"]));
        // A change of this line breaks every link that others keep to the directory.
        assert_eq!(id.to_string(), "63a9b530-a8f7-514d-87e4-6da96e24e79b");
    }
}
