//! Reading `[[agency]]` entries.

use crate::clock::Hours;
use crate::config::address::is_address;
use crate::config::fault::Severity;
use crate::config::is_example;
use crate::config::reading::{Entry, Page, Placed};
use crate::routing::agency::{Agency, Delivery, Kind};
use crate::routing::loading::found::{Agreements, FoundAgency, unknown};
use crate::vocabulary::AgencyId;

impl<'p> Agreements<'p> {
    pub(crate) fn agencies_on(&mut self, page: &'p Page) {
        for entry in page.root().tables("agency") {
            let agency = self.agency(&entry);
            entry.finish();
            // An id that is no slug was a fault once: its agreements need not say so again.
            let Some(id) = entry.text("id").map(|id| AgencyId::from(id.value)) else { continue };
            if let Some(file) = self.given.get(&id) {
                entry.fault_at(
                    "id",
                    format!("the agency \"{id}\" is also given in {file}"),
                    "give each agency once, with an id of its own".to_owned(),
                );
                continue;
            }
            self.given.insert(id.clone(), page.file().to_owned());
            if let Some(agency) = agency {
                self.agencies.insert(id, FoundAgency { agency, page, delivery: entry.span_of("delivery") });
            }
        }
    }

    fn agency(&mut self, entry: &Entry<'p>) -> Option<Agency> {
        let page = entry.page();
        let id = entry.slug("id");
        let name = entry.required_text("name");
        let kind = entry.required_text("kind").and_then(|kind| {
            let found = Kind::from_id(&kind.value);
            if found.is_none() {
                unknown(page, &kind, "kind of agency", Kind::IDS.into_iter());
            }
            found
        });
        let email = entry.required_text("email").filter(|email| self.address(page, email));
        let readers = self.addresses(page, entry.texts("readers"));
        let escalate_to = self.addresses(page, entry.texts("escalate_to"));
        let lines = entry.texts("hours");
        let on_holidays = entry.flag("hours_on_holidays").unwrap_or(false);
        let hours = Hours::parse(lines.iter().map(|line| line.value.as_str()), on_holidays).unwrap_or_else(|faults| {
            for (place, fault) in faults {
                page.fault(&lines[place].span, format!("\"{}\" are no opening hours", lines[place].value), fault.to_string());
            }
            Hours::always()
        });
        let delivery = self.delivery(entry);
        let suspended = entry.flag("suspended").unwrap_or(false);
        let private: Vec<&str> =
            email.iter().map(|email| &email.value).chain(&readers).chain(&escalate_to).map(String::as_str).collect();
        let public = entry.table("public").map(|public| {
            let read = self.public(&public, &private);
            public.finish();
            read
        });
        Some(Agency {
            id: AgencyId::from(id?.value),
            name: name?.value,
            kind: kind?,
            email: email?.value,
            readers,
            escalate_to,
            hours,
            delivery: delivery?,
            suspended,
            public: public.flatten(),
        })
    }

    /// Whether mail can be sent to an address. One that reaches nobody is noted as not fit for real use.
    pub(crate) fn address(&mut self, page: &Page, text: &Placed<String>) -> bool {
        let fits = is_address(&text.value);
        if !fits {
            page.fault(
                &text.span,
                format!("\"{}\" is no e-mail address", text.value),
                "write one address, such as referrals@their-name.org.uk".to_owned(),
            );
        }
        self.note_example(page, text);
        fits
    }

    /// Notes an address that ends in `.example`, which nobody can own.
    pub(crate) fn note_example(&mut self, page: &Page, text: &Placed<String>) {
        if is_example(&text.value) {
            let what = format!("{} is an example address, which reaches nobody", text.value);
            self.unfit.push(page.finding(Severity::Fault, &text.span, what, "write the real address".to_owned()));
        }
    }

    fn addresses(&mut self, page: &Page, texts: Vec<Placed<String>>) -> Vec<String> {
        texts.into_iter().filter(|text| self.address(page, text)).map(|text| text.value).collect()
    }

    fn delivery(&self, entry: &Entry<'p>) -> Option<Delivery> {
        let (given, assured_by, checked_on, key) = (
            entry.text("delivery"),
            entry.text("transport_assured_by"),
            entry.day("transport_checked_on"),
            entry.text("openpgp_key"),
        );
        let blank = |text: &Option<Placed<String>>| text.as_ref().is_none_or(|text| text.value.trim().is_empty());
        match given.as_ref().map_or("link", |delivery| delivery.value.as_str()) {
            "link" => Some(Delivery::Link),
            "full" => {
                if blank(&assured_by) {
                    entry.fault_at(
                        "delivery",
                        "delivery \"full\" sends content, and nobody has assured the transport".to_owned(),
                        "name who assured it in transport_assured_by, or write delivery = \"link\"".to_owned(),
                    );
                }
                if checked_on.is_none() {
                    entry.fault_at(
                        "delivery",
                        "delivery \"full\" has no day on which the transport was checked".to_owned(),
                        "add transport_checked_on = 2026-10-01, or write delivery = \"link\"".to_owned(),
                    );
                }
                Some(Delivery::Full { assured_by: assured_by?.value, checked_on: checked_on?.value })
            }
            "openpgp" => {
                if blank(&key) {
                    entry.fault_at(
                        "delivery",
                        "delivery \"openpgp\" has no key".to_owned(),
                        "add openpgp_key = \"keys/their-name.asc\"".to_owned(),
                    );
                    return None;
                }
                let key = key?;
                if !self.source.has(&key.value) {
                    entry.page().fault(
                        &key.span,
                        format!("the key file \"{}\" is not there", key.value),
                        "put the agency's public key there, as a path from the configuration folder".to_owned(),
                    );
                }
                Some(Delivery::OpenPgp { key: key.value })
            }
            _ => {
                if let Some(delivery) = &given {
                    unknown(entry.page(), delivery, "delivery", ["link", "full", "openpgp"].into_iter());
                }
                None
            }
        }
    }
}
