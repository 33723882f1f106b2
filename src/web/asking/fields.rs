//! The fields of a page of the form, made from the question table: what is asked, what can be chosen, what was typed.

use waymark_core::report::Purpose;
use waymark_core::report::labels::{CONTACT, FIELD_CONTACT_VALUE, FIELD_PURPOSES, HOUSING, LATER, RISK_QUESTION, TOLD};
use waymark_core::report::questions::{Ids, Shape};
use waymark_core::routing::Centre;
use waymark_core::vocabulary::dashed;
use waymark_core::vocabulary::{MONITORING, STRAND};
use waymark_core::words::{Family, Speaker};

use crate::journeys::service::Service;
use crate::web::asking::answers::shape_of;
use crate::web::asking::place::{self, TOWN};
use crate::web::asking::steps::{self, THROUGH, WAYS};
use crate::web::asking::typed::FieldFault;
use crate::web::asking::ways::ways;
use crate::web::asking::when::{WhenTyped, asks_day};
use crate::web::http::body::Form;
use crate::web::parts::families::{FIELD, FORM_DATE, HINT};
use crate::web::parts::field::{Field, FieldKind, Part};
use crate::web::parts::frame::Choice;

/// More choices than this are one list to open: every one of them is there, and the page stays light.
const IN_A_ROW: usize = 40;

/// Makes fields for a visitor.
pub(crate) struct Fields<'a> {
    pub service: &'a Service,
    pub t: &'a Speaker,
    pub typed: &'a Form,
    pub faults: &'a [FieldFault],
    /// The centre that takes the report.
    pub centre: Option<&'a Centre>,
}

impl Fields<'_> {
    /// The fields that a page asks with these names.
    pub(crate) fn of(&self, names: &[&str]) -> Vec<Field> {
        let mut fields: Vec<Field> = names.iter().flat_map(|name| self.asked(name)).filter(|field| !field.is_idle()).collect();
        if let [only] = fields.as_mut_slice() {
            only.heads = true;
        }
        fields
    }

    fn asked(&self, name: &str) -> Vec<Field> {
        let strands = || self.typed.all("incident.strands");
        match name {
            "monitoring" => self
                .service
                .book
                .vocabulary
                .monitoring
                .iter()
                .map(|(question, _)| self.field(&format!("monitoring.{question}")))
                .collect(),
            "incident.aspects" => strands().map(|strand| self.aspects(strand)).collect(),
            "contact.value" => ways(self.typed).flat_map(|kind| [self.way(kind), self.safe(kind)]).collect(),
            "contact.safe" => Vec::new(),
            "contact.of" if !steps::is_for_another(self.typed) => Vec::new(),
            "reporter.from" if !steps::is_professional(self.typed) => Vec::new(),
            _ if !asks_day(self.typed.get("incident.when.precision"), name) => Vec::new(),
            "incident.where.area" => vec![self.areas()],
            _ => vec![self.field(name)],
        }
    }

    /// A field with the words of its question. Who was hurt decides whether it says "you" or "they".
    pub(crate) fn field(&self, name: &str) -> Field {
        let label = match name.split_once('.') {
            Some(("risk", question)) => self.say(&RISK_QUESTION, &dashed(question)),
            Some(("monitoring", question)) => self.say(&MONITORING, &dashed(question)),
            Some(("purposes", purpose)) => self.say(&FIELD_PURPOSES, purpose),
            Some(("incident", "when.words")) if self.typed.get("incident.when.precision").is_empty() => {
                self.say(&FIELD, "incident-when-precision")
            }
            Some(("incident", "where.place")) if self.is_online() => self.say(&FIELD, "place-online"),
            _ => self.say(&FIELD, &undotted(name)),
        };
        let (kind, choices) = self.kind(name);
        self.made(name, label, kind, choices)
    }

    /// How a field was read, where that is not plain from what was typed in it; blank where the words stay as they are.
    pub(crate) fn understood(&self, name: &str) -> Option<String> {
        let when = WhenTyped { form: self.typed, t: self.t, now: self.service.now() };
        let place = || place::understood(self.typed, name, &self.service.book.gazetteer, self.t);
        when.understood(name).or_else(place)
    }

    /// The day that three fields say, in words.
    pub(crate) fn day_in_words(&self, name: &str) -> Option<String> {
        WhenTyped { form: self.typed, t: self.t, now: self.service.now() }.day_in_words(name)
    }

    fn is_online(&self) -> bool {
        self.typed.get("incident.where.setting") == "online"
    }

    fn say(&self, family: &Family, member: &str) -> String {
        self.t.of1(family, member, "who", steps::who(self.typed))
    }

    /// A message in a family where not every member has one.
    fn say_some(&self, family: &Family, member: &str) -> String {
        self.t.of_some(family, member, "who", steps::who(self.typed))
    }

    fn made(&self, name: &str, label: String, kind: FieldKind, choices: Vec<Choice>) -> Field {
        let hint = match name {
            "incident.when.from" => format!("{}-{}", undotted(name), self.typed.get("incident.when.precision")),
            "incident.where.place" if self.is_online() => "place-online".to_owned(),
            _ => undotted(name),
        };
        Field {
            label,
            hint: self.say_some(&HINT, &hint),
            value: self.typed.get(name).to_owned(),
            fault: self.faults.iter().find(|(field, _)| field == name).map(|(_, words)| words.clone()),
            parts: if kind == FieldKind::Day { self.day(name) } else { Vec::new() },
            kind,
            choices,
            name: name.to_owned(),
            ..Field::default()
        }
    }

    fn day(&self, name: &str) -> Vec<Part> {
        [("day", 3), ("month", 3), ("year", 5)]
            .into_iter()
            .map(|(part, size)| {
                let name = format!("{name}.{part}");
                Part { label: self.t.of(&FORM_DATE, part), value: self.typed.get(&name).to_owned(), size, name }
            })
            .collect()
    }

    /// A question with a few answers that are ours.
    pub(crate) fn choose(&self, name: &str, answers: &Family) -> Field {
        let choices = self.labelled(name, answers, answers.members.iter().copied());
        self.made(name, self.say(&FIELD, &undotted(name)), FieldKind::Radios, choices)
    }

    /// Every way to reach somebody, each with whether it is safe.
    pub(crate) fn every_way(&self) -> Vec<Field> {
        CONTACT.members.iter().flat_map(|kind| [self.way(kind), self.safe(kind)]).collect()
    }

    /// Only through whoever takes the report.
    pub(crate) fn only_through(&self) -> Field {
        let choices = self.ways([THROUGH]);
        self.made(WAYS, self.t.say("field-contact-through"), FieldKind::Checkboxes, choices)
    }

    fn ways<'i>(&self, kinds: impl IntoIterator<Item = &'i str>) -> Vec<Choice> {
        let mut choices = self.labelled(WAYS, &CONTACT, kinds);
        if let Some(centre) = self.centre
            && let Some(through) = choices.iter_mut().find(|choice| choice.value == THROUGH)
        {
            through.label = self.t.say1("contact-through-centre", "name", centre.name.as_str());
        }
        choices
    }

    /// The value of a way to reach somebody.
    fn way(&self, kind: &str) -> Field {
        let mut field =
            self.made(&format!("contact.value.{kind}"), self.t.of(&FIELD_CONTACT_VALUE, kind), FieldKind::Line, Vec::new());
        if kind == "post" {
            field.kind = FieldKind::Lines;
        }
        field
    }

    /// Whether a way is safe.
    fn safe(&self, kind: &str) -> Field {
        let name = format!("contact.safe.{kind}");
        let label = self.t.say1("field-contact-safe", "way", self.t.of(&CONTACT, kind));
        let mut field = self.made(&name, label, FieldKind::Radios, self.yes_no(&name));
        // Without a sender that tells nothing, no letter of ours leaves to it.
        let writes = !self.service.settings.operator.reporters.from_address.is_empty();
        let hint = if kind == "email" && writes { "hint-contact-safe-email" } else { "hint-contact-safe" };
        field.hint = self.t.say1(hint, "who", steps::who(self.typed));
        field
    }

    fn yes_no(&self, name: &str) -> Vec<Choice> {
        self.list(name, [("yes".to_owned(), self.t.say("yes")), ("no".to_owned(), self.t.say("no"))])
    }

    /// The aspects of one strand. Two strands may have an aspect of one name: what is sent names both.
    pub(crate) fn aspects(&self, strand: &str) -> Field {
        let aspects = steps::aspects_of(&self.service.book.vocabulary, strand);
        let choices = aspects.iter().map(|aspect| {
            let label = self.service.book.vocabulary.message_of_aspect(strand, aspect.as_str());
            (format!("{strand}/{aspect}"), self.t.say(&label))
        });
        let choices = self.list("incident.aspects", choices);
        let mut field = self.made("incident.aspects", self.t.of(&STRAND, strand), FieldKind::Checkboxes, choices);
        strand.clone_into(&mut field.apart);
        field.hint = String::new();
        field
    }

    /// The areas that a typed name may mean.
    pub(crate) fn areas(&self) -> Field {
        let found = place::offered(self.typed, &self.service.book.gazetteer);
        let kind = if found.len() > IN_A_ROW { FieldKind::Select } else { FieldKind::Radios };
        let mut choices = self.list("incident.where.area", found);
        choices.push(Choice { value: String::new(), label: self.t.say("form-no-such-area"), hint: String::new(), chosen: false });
        self.made("incident.where.area", self.say(&FIELD, "incident-where-area"), kind, choices)
    }

    fn list(&self, name: &str, ids: impl IntoIterator<Item = (String, String)>) -> Vec<Choice> {
        let chosen: Vec<&str> = self.typed.all(name).collect();
        ids.into_iter()
            .map(|(value, label)| Choice { chosen: chosen.contains(&value.as_str()), hint: String::new(), value, label })
            .collect()
    }

    fn labelled<'i>(&self, name: &str, family: &Family, ids: impl IntoIterator<Item = &'i str>) -> Vec<Choice> {
        self.list(name, ids.into_iter().map(|id| (id.to_owned(), self.say(family, id))))
    }

    fn kind(&self, name: &str) -> (FieldKind, Vec<Choice>) {
        let vocabulary = &self.service.book.vocabulary;
        match name {
            WAYS => {
                let kinds = CONTACT.members.iter().copied().chain([THROUGH]);
                return (FieldKind::Checkboxes, self.ways(kinds));
            }
            "told.who" => return (FieldKind::Checkboxes, self.labelled(name, &TOLD, TOLD.members.iter().copied())),
            "told.reference" | TOWN | "incident.when.time" => return (FieldKind::Line, Vec::new()),
            "incident.when.from" | "incident.when.to" | "taken.day" => return (FieldKind::Day, Vec::new()),
            "victim.housing" => return (FieldKind::Radios, self.labelled(name, &HOUSING, HOUSING.members.iter().copied())),
            _ => {}
        }
        if let Some(question) = name.strip_prefix("monitoring.") {
            let answers = vocabulary.monitoring.iter().find(|(id, _)| id.as_str() == question).map(|(_, answers)| answers);
            let label = |id: &str| (id.to_owned(), self.say(&MONITORING, &format!("{}-{id}", dashed(question))));
            let choices = answers.map(|answers| self.list(name, answers.ids().map(label))).unwrap_or_default();
            let kind = if choices.len() > 10 { FieldKind::Select } else { FieldKind::Radios };
            return (kind, choices);
        }
        match shape_of(name) {
            Some(Shape::Text { lines: true, .. }) => (FieldKind::Lines, Vec::new()),
            // A yes that means "nobody" says so.
            Some(Shape::Flag) if name == "contact.not_at_home" => {
                let answers = [("yes", "not-at-home-yes"), ("no", "not-at-home-no")];
                (FieldKind::Radios, self.list(name, answers.map(|(value, label)| (value.to_owned(), self.t.say(label)))))
            }
            Some(Shape::Flag) => (FieldKind::Radios, self.yes_no(name)),
            Some(Shape::Codes(Ids::Agencies)) => (FieldKind::Checkboxes, self.agencies()),
            Some(Shape::Codes(ids)) => (FieldKind::Checkboxes, self.offered(name, *ids)),
            Some(Shape::Code(ids)) => (FieldKind::Radios, self.offered(name, *ids)),
            _ => (FieldKind::Line, Vec::new()),
        }
    }

    /// The answers of a list, which says itself what labels it.
    fn offered(&self, name: &str, ids: Ids) -> Vec<Choice> {
        let (Some(family), Some(all)) = (ids.family(), ids.list(&self.service.book.vocabulary)) else { return Vec::new() };
        self.labelled(name, &family, all)
    }

    /// Organisations that could be told at all: those whose agreements are in force where it happened.
    fn agencies(&self) -> Vec<Choice> {
        let today = waymark_core::clock::london_day(self.service.now());
        let book = &self.service.book;
        let by_postcode = |name: &str| book.gazetteer.district_of_postcode(self.typed.get(name));
        let here =
            by_postcode("incident.where.postcode").or_else(|| book.gazetteer.district(self.typed.get("incident.where.area")));
        let areas = here.or_else(|| by_postcode("victim.postcode")).map(|district| book.gazetteer.areas_of(Some(district)));
        let reaches = |agreement: &waymark_core::routing::Agreement| match (&agreement.when.areas, areas) {
            (Some(named), Some(areas)) => areas.iter().any(|area| named.contains(area)),
            _ => true,
        };
        let in_reach = |id: &str| book.serving(today).agreements().any(|one| one.agency.as_str() == id && reaches(one));
        let chosen: Vec<&str> = self.typed.all("never").collect();
        let agencies = book.agencies().filter(|agency| {
            let id = agency.id.as_str();
            chosen.contains(&id) || in_reach(id)
        });
        self.list("never", agencies.map(|agency| (agency.id.to_string(), agency.name.clone())))
    }

    /// What may be done later for a purpose that nobody serves yet.
    pub(crate) fn purpose(&self, purpose: Purpose) -> Field {
        let mut field = self.field(&format!("purposes.{}", purpose.id()));
        // Named or nothing: nobody can be allowed whose name is not known yet.
        field.choices.retain(|choice| matches!(choice.value.as_str(), "ask" | "no"));
        for choice in &mut field.choices {
            choice.label = self.t.of(&LATER, &choice.value);
        }
        field
    }
}

/// The name of a field as its messages write it.
fn undotted(name: &str) -> String {
    name.replace('.', "-")
}
