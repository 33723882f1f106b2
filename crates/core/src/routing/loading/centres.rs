//! Reading `centres.toml`: the places where somebody is told in person. The file may be left out.

use std::collections::BTreeSet;

use crate::config::address::is_address;
use crate::config::fault::{Fault, Severity};
use crate::config::reading::{Entry, Page, Placed};
use crate::config::{Source, is_example};
use crate::places::{AreaCode, Gazetteer};
use crate::routing::centre::{Centre, Centres};
use crate::routing::loading::public::{is_tag, number_fits, postcode};

/// Reads the file, if it is there. Faults and warnings are added to `findings`, what is not fit for real use to `unfit`.
pub(crate) fn read(source: &Source, gazetteer: &Gazetteer, findings: &mut Vec<Fault>, unfit: &mut Vec<Fault>) -> Centres {
    if !source.has("centres.toml") {
        return Centres::default();
    }
    match source.page("centres.toml") {
        Ok(page) => {
            let mut reading = Reading { page: &page, gazetteer, warnings: Vec::new(), unfit: Vec::new() };
            let centres = reading.centres();
            findings.append(&mut reading.warnings);
            unfit.append(&mut reading.unfit);
            findings.extend(page.findings());
            Centres::new(centres)
        }
        Err(fault) => {
            findings.push(fault);
            Centres::default()
        }
    }
}

struct Reading<'p> {
    page: &'p Page,
    gazetteer: &'p Gazetteer,
    warnings: Vec<Fault>,
    unfit: Vec<Fault>,
}

impl Reading<'_> {
    fn centres(&mut self) -> Vec<Centre> {
        let root = self.page.root();
        let mut centres: Vec<Centre> = Vec::new();
        for entry in root.tables("centre") {
            let centre = self.centre(&entry);
            entry.finish();
            let Some(centre) = centre else { continue };
            if centres.iter().any(|known| known.id == centre.id) {
                let what = format!("two centres are called \"{}\"", centre.id);
                entry.fault_at("id", what, "give one of them another id".to_owned());
                continue;
            }
            centres.push(centre);
        }
        root.finish();
        centres
    }

    fn centre(&mut self, entry: &Entry<'_>) -> Option<Centre> {
        let page = entry.page();
        let (id, name, address) = (entry.slug("id"), entry.required_text("name"), entry.required_text("address"));
        let number = |key: &'static str| entry.text(key).filter(|number| number_fits(page, number)).map(|number| number.value);
        let (phone, text_number) = (number("phone"), number("text_number"));
        let (email, confirm_with) = (self.address(entry, "email"), self.address(entry, "confirm_with"));
        let centre = Centre {
            postcode: entry.text("postcode").and_then(|text| postcode(page, &text)),
            hours: entry.text("hours").map(|text| text.value.trim().to_owned()).filter(|text| !text.is_empty()),
            languages: entry.texts("languages").into_iter().filter(|tag| is_tag(page, tag)).map(|tag| tag.value).collect(),
            bsl: entry.flag("bsl").unwrap_or(false),
            step_free: entry.flag("step_free"),
            areas: self.areas(entry),
            listed: entry.flag("listed").unwrap_or(false),
            id: id?.value,
            name: name?.value.trim().to_owned(),
            address: address?.value.trim().to_owned(),
            phone,
            text_number,
            email,
            confirm_with,
        };
        if centre.listed && centre.hours.is_none() {
            let what = format!("the centre \"{}\" is listed, and nobody can see when it is open", centre.id);
            entry.fault_at("listed", what, "add hours, such as \"Monday to Friday, 10am to 4pm\"".to_owned());
        }
        if centre.listed && centre.confirm_with.is_none() {
            let what = format!("the centre \"{}\" is listed, and nobody is asked whether it is still open", centre.id);
            let mend = "add confirm_with, the address of somebody who knows".to_owned();
            self.unfit.push(page.finding(Severity::Fault, &entry.span_of("listed"), what, mend));
        }
        Some(centre)
    }

    fn address(&mut self, entry: &Entry<'_>, key: &'static str) -> Option<String> {
        let text: Placed<String> = entry.text(key).filter(|text| !text.value.trim().is_empty())?;
        if !is_address(&text.value) {
            let mend = "write one address, such as hello@their-name.org.uk".to_owned();
            self.page.fault(&text.span, format!("\"{}\" is no e-mail address", text.value), mend);
            return None;
        }
        if is_example(&text.value) {
            let what = format!("{} is an example address, which reaches nobody", text.value);
            self.unfit.push(self.page.finding(Severity::Fault, &text.span, what, "write the real address".to_owned()));
        }
        Some(text.value)
    }

    fn areas(&mut self, entry: &Entry<'_>) -> BTreeSet<AreaCode> {
        let mut areas = BTreeSet::new();
        for area in entry.texts("areas") {
            let Some(code) = AreaCode::parse(&area.value) else {
                let mend = "write a code such as E06000004 or E23000013; leave areas out for everywhere".to_owned();
                self.page.fault(&area.span, format!("\"{}\" is no area code", area.value), mend);
                continue;
            };
            if !self.gazetteer.knows(code) {
                let what = format!("the area {code} is not known to the gazetteer");
                let mend = "check the code, or import the postcode file that has it".to_owned();
                self.warnings.push(self.page.finding(Severity::Warning, &area.span, what, mend));
            }
            areas.insert(self.gazetteer.current(code));
        }
        areas
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> (Centres, Vec<Fault>, Vec<Fault>) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("centres.toml"), text).unwrap();
        let (mut findings, mut unfit) = (Vec::new(), Vec::new());
        let centres = read(&Source::of_folder(folder.path()), &Gazetteer::default(), &mut findings, &mut unfit);
        findings.sort_by_key(|fault| fault.line);
        (centres, findings, unfit)
    }

    #[test]
    fn the_shipped_centres_are_sound_and_no_file_means_no_centres() {
        let folder = crate::repository().join("config");
        let loaded = crate::routing::Book::load(&folder, chrono::NaiveDate::MIN);
        let own = loaded.findings.iter().filter(|finding| finding.file.ends_with("centres.toml"));
        assert_eq!(own.count(), 0);
        assert!(loaded.book.centres.all().count() >= 2 && loaded.book.centres.find("stockton-library").is_some());
        assert!(loaded.unfit.iter().any(|fault| fault.file.ends_with("centres.toml")), "an example address is not for real use");
        let (mut findings, mut unfit) = (Vec::new(), Vec::new());
        let nowhere = tempfile::tempdir().unwrap();
        assert_eq!(read(&Source::of_folder(nowhere.path()), &Gazetteer::default(), &mut findings, &mut unfit).all().count(), 0);
        assert!(findings.is_empty());
    }

    #[test]
    fn every_fault_of_a_centre_is_named_with_its_place_and_how_to_mend_it() {
        let (_, found, _) = read_text(
            "[[centre]]\nid = \"library\"\nname = \"Library\"\naddress = \"1 High Street\"\npostcode = \"nowhere\"\nphone = \"call\"\n\
             email = \"no address\"\nlanguages = [\"English\"]\nareas = [\"Stockton\"]\nlisted = true\nbls = true\n\
             [[centre]]\nid = \"library\"\nname = \"Other\"\naddress = \"2 High Street\"\n",
        );
        let said: Vec<_> = found.iter().map(|fault| (fault.line, fault.what.as_str())).collect();
        let wanted = [
            (5, "\"nowhere\" is no postcode"),
            (6, "\"call\" is no telephone number"),
            (7, "\"no address\" is no e-mail address"),
            (8, "\"English\" is no language tag"),
            (9, "\"Stockton\" is no area code"),
            (10, "the centre \"library\" is listed, and nobody can see when it is open"),
            (11, "\"bls\" is not known here"),
            (13, "two centres are called \"library\""),
        ];
        assert_eq!(said, wanted);
    }

    #[test]
    fn a_listed_centre_that_nobody_is_asked_about_is_not_for_real_use() {
        let centre = "[[centre]]\nid = \"library\"\nname = \"Library\"\naddress = \"1 High Street\"\nhours = \"Mondays\"\n";
        let unfit = |more: &str| read_text(&format!("{centre}{more}")).2;
        let found = unfit("listed = true\n");
        assert!(found.len() == 1 && found[0].line == 6 && found[0].mend.contains("confirm_with"), "{found:?}");
        assert!(unfit("listed = true\nconfirm_with = \"sam@library.org.uk\"\n").is_empty() && unfit("").is_empty());
    }

    #[test]
    fn an_id_that_is_misspelt_is_set_right_and_a_centre_stands_in_for_a_person() {
        let (centres, found, unfit) = read_text(
            "[[centre]]\nid = \"library\"\nname = \"Library\"\naddress = \"1 High Street\"\npostcode = \"ts18 1ab\"\nphone = \"01632 960001\"\nemail = \"desk@library.example\"\n",
        );
        assert!(found.is_empty() && unfit.len() == 1, "{found:?}");
        assert_eq!(centres.nearest("libary"), Some("library"));
        let ways = centres.find("library").unwrap().ways();
        let said: Vec<_> = ways.iter().map(|way| (way.kind.to_string(), way.value.reveal().to_owned())).collect();
        let wanted = [("phone", "01632 960001"), ("email", "desk@library.example"), ("post", "Library, 1 High Street, TS18 1AB")];
        assert_eq!(said, wanted.map(|(kind, value)| (kind.to_owned(), value.to_owned())));
        assert!(ways.iter().all(|way| way.safe));
    }
}
