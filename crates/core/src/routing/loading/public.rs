//! Reading `[agency.public]`: what anybody may know of an organisation.

use crate::config::address::is_phone;
use crate::config::reading::{Entry, Page, Placed};
use crate::places::Postcode;
use crate::routing::agency::{Public, PublicService};
use crate::routing::loading::found::Agreements;

impl<'p> Agreements<'p> {
    /// `private` are the organisation's addresses that are not for the public.
    pub(crate) fn public(&mut self, entry: &Entry<'p>, private: &[&str]) -> Option<Public> {
        let page = entry.page();
        let description = entry.required_text("description");
        let website = entry.text("website").filter(|address| is_web(page, address));
        let email = entry.text("email").filter(|email| self.address(page, email) && is_not_private(page, email, private));
        if let Some(website) = &website {
            let host = website.value.split('/').nth(2).unwrap_or_default().to_owned();
            self.note_example(page, &Placed { value: host, span: website.span.clone() });
        }
        let phone = |key: &'static str| entry.text(key).filter(|number| number_fits(page, number)).map(|number| number.value);
        let (phone, text_number) = (phone("phone"), phone("text_number"));
        let languages = entry.texts("languages").into_iter().filter(|tag| is_tag(page, tag)).map(|tag| tag.value).collect();
        let words = |key: &'static str| entry.text(key).map(|text| text.value.trim().to_owned()).filter(|text| !text.is_empty());
        let (opening, address) = (words("opening"), words("address"));
        let postcode = entry.text("postcode").and_then(|text| postcode(page, &text));
        if postcode.is_some() && address.is_none() {
            entry.fault_at(
                "postcode",
                "the postcode says where it is, and no address is given".to_owned(),
                "add the address; take the postcode out if the place is confidential".to_owned(),
            );
        }
        let (bsl, step_free) = (entry.flag("bsl").unwrap_or(false), entry.flag("step_free"));
        let services = services(entry);
        Some(Public {
            description: description?.value.trim().to_owned(),
            website: website.map(|website| website.value),
            phone,
            text_number,
            email: email.map(|email| email.value),
            languages,
            bsl,
            opening,
            address,
            postcode,
            step_free,
            services,
        })
    }
}

fn services(entry: &Entry<'_>) -> Vec<PublicService> {
    let mut services: Vec<PublicService> = Vec::new();
    for one in entry.tables("services") {
        let (name, description) = (one.required_text("name"), one.required_text("description"));
        one.finish();
        let (Some(name), Some(description)) = (name, description) else { continue };
        let service = PublicService { name: name.value.trim().to_owned(), description: description.value.trim().to_owned() };
        if services.iter().any(|other| other.slug() == service.slug()) {
            one.fault_at(
                "name",
                format!("the service \"{}\" is listed twice", service.name),
                "give each service a name of its own".to_owned(),
            );
            continue;
        }
        services.push(service);
    }
    services
}

fn is_web(page: &Page, text: &Placed<String>) -> bool {
    let host = text.value.strip_prefix("https://").or_else(|| text.value.strip_prefix("http://"));
    let host = host.and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
    let fits = host.contains('.')
        && host.chars().all(|c| c.is_ascii_alphanumeric() || "-.:".contains(c))
        && text.value.chars().all(|c| c.is_ascii_graphic() && !"<>\"{}|\\^`".contains(c));
    if !fits {
        page.fault(
            &text.span,
            format!("\"{}\" is no address on the web", text.value),
            "write the whole address, such as https://their-name.org.uk/".to_owned(),
        );
    }
    fits
}

fn is_not_private(page: &Page, text: &Placed<String>, private: &[&str]) -> bool {
    let clashes = private.iter().any(|other| other.eq_ignore_ascii_case(&text.value));
    if clashes {
        page.fault(
            &text.span,
            format!("\"{}\" gets referrals, and would be published", text.value),
            "write an address that is for the public, or leave it out".to_owned(),
        );
    }
    !clashes
}

pub(crate) fn number_fits(page: &Page, text: &Placed<String>) -> bool {
    let fits = is_phone(&text.value);
    if !fits {
        page.fault(
            &text.span,
            format!("\"{}\" is no telephone number", text.value),
            "write the digits as people dial them, such as 01632 960123".to_owned(),
        );
    }
    fits
}

pub(crate) fn is_tag(page: &Page, text: &Placed<String>) -> bool {
    let mut parts = text.value.split('-');
    let language = parts.next().unwrap_or_default();
    let fits = (2..=3).contains(&language.len())
        && language.chars().all(|c| c.is_ascii_lowercase())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric()));
    if !fits {
        page.fault(
            &text.span,
            format!("\"{}\" is no language tag", text.value),
            "write a tag such as en, cy, pl, ur or zh; BSL is bsl = true".to_owned(),
        );
    }
    fits
}

pub(crate) fn postcode(page: &Page, text: &Placed<String>) -> Option<String> {
    let postcode = Postcode::parse(&text.value);
    if postcode.is_none() {
        page.fault(
            &text.span,
            format!("\"{}\" is no postcode", text.value),
            "write it as on a letter, such as TS18 1AB".to_owned(),
        );
    }
    postcode.map(|postcode| format!("{} {}", postcode.outward(), postcode.inward()))
}
