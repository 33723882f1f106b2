//! The fields of a page of the form, made from the question table: what is asked, what can be chosen, what was typed.

use waymark_core::report::questions::{self, Ids, Shape};
use waymark_core::report::{AgeBand, Purpose};
use waymark_core::routing::Centre;
use waymark_core::words::Speaker;

use crate::journeys::service::Service;
use crate::web::asking::answers::{asks_day, shape_of, ways};
use crate::web::asking::steps::{self, THROUGH, WAYS};
use crate::web::asking::typed::{self, FieldFault};
use crate::web::http::body::Form;
use crate::web::parts::field::{Field, FieldKind, Part};
use crate::web::parts::frame::Choice;

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
    pub fn of(&self, names: &[&str]) -> Vec<Field> {
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
            _ if !asks_day(self.typed.get("incident.when.precision"), name) => Vec::new(),
            "incident.where.area" => vec![self.areas()],
            _ => vec![self.field(name)],
        }
    }

    /// A field with the words of its question. Who was hurt decides whether it says "you" or "they".
    pub fn field(&self, name: &str) -> Field {
        let message = match name.split_once('.') {
            Some(("risk", question)) => format!("risk-question-{}", question.replace('_', "-")),
            Some(("monitoring", question)) => format!("monitoring-{}", question.replace('_', "-")),
            _ => format!("field-{}", name.replace('.', "-")),
        };
        let (kind, choices) = self.kind(name);
        let online = name == "incident.where.place" && self.typed.get("incident.where.setting") == "online";
        let message = if online { "field-place-online".to_owned() } else { message };
        self.made(name, self.say(&message), kind, choices)
    }

    fn say(&self, message: &str) -> String {
        self.t.say1(message, "who", steps::who(self.typed))
    }

    fn made(&self, name: &str, label: String, kind: FieldKind, choices: Vec<Choice>) -> Field {
        let mut hint = format!("hint-{}", name.replace('.', "-"));
        if name == "incident.when.from" {
            hint = format!("{hint}-{}", self.typed.get("incident.when.precision"));
        }
        if name == "incident.where.place" && self.typed.get("incident.where.setting") == "online" {
            hint = "hint-place-online".to_owned();
        }
        Field {
            label,
            hint: if self.t.has(&hint) { self.say(&hint) } else { String::new() },
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
                Part { label: self.t.say(&format!("form-{part}")), value: self.typed.get(&name).to_owned(), size, name }
            })
            .collect()
    }

    /// A question with a few answers that are ours.
    pub fn choose(&self, name: &str, prefix: &str, ids: &[&str]) -> Field {
        let choices = self.labelled(name, prefix, ids.iter().copied());
        self.made(name, self.say(&format!("field-{}", name.replace('.', "-"))), FieldKind::Radios, choices)
    }

    /// Every way to reach somebody, each with whether it is safe.
    pub fn every_way(&self) -> Vec<Field> {
        questions::CONTACT_KINDS.iter().flat_map(|kind| [self.way(kind), self.safe(kind)]).collect()
    }

    /// Only through whoever takes the report.
    pub fn only_through(&self) -> Field {
        let choices = self.ways([THROUGH]);
        self.made(WAYS, self.say("field-contact-through"), FieldKind::Checkboxes, choices)
    }

    fn ways<'i>(&self, kinds: impl IntoIterator<Item = &'i str>) -> Vec<Choice> {
        let mut choices = self.labelled(WAYS, "contact", kinds);
        if let Some(centre) = self.centre
            && let Some(through) = choices.iter_mut().find(|choice| choice.value == THROUGH)
        {
            through.label = self.t.say1("contact-through-centre", "name", centre.name.as_str());
        }
        choices
    }

    /// The value of a way to reach somebody.
    fn way(&self, kind: &str) -> Field {
        let mut field = self.made(
            &format!("contact.value.{kind}"),
            self.say(&format!("field-contact-value-{kind}")),
            FieldKind::Line,
            Vec::new(),
        );
        if kind == "post" {
            field.kind = FieldKind::Lines;
        }
        field
    }

    /// Whether a way is safe.
    fn safe(&self, kind: &str) -> Field {
        let name = format!("contact.safe.{kind}");
        let label = self.t.say1("field-contact-safe", "way", self.t.say(&format!("contact-{kind}")));
        let mut field = self.made(&name, label, FieldKind::Radios, self.yes_no(&name));
        field.hint = self.say(if kind == "email" { "hint-contact-safe-email" } else { "hint-contact-safe" });
        field
    }

    fn yes_no(&self, name: &str) -> Vec<Choice> {
        self.list(name, [("yes".to_owned(), self.t.say("yes")), ("no".to_owned(), self.t.say("no"))])
    }

    /// The aspects of one strand. Two strands may have an aspect of one name: what is sent names both.
    pub fn aspects(&self, strand: &str) -> Field {
        let aspects = steps::aspects_of(&self.service.book.vocabulary, strand);
        let choices = aspects.iter().map(|aspect| {
            let words = ["aspect", "flag"].map(|list| match list {
                "flag" => format!("flag-{aspect}"),
                _ => format!("aspect-{strand}-{aspect}"),
            });
            let label =
                words.iter().find(|words| self.t.has(words)).map_or_else(|| aspect.to_string(), |words| self.t.say(words));
            (format!("{strand}/{aspect}"), label)
        });
        let choices = self.list("incident.aspects", choices);
        let mut field = self.made("incident.aspects", self.t.say(&format!("strand-{strand}")), FieldKind::Checkboxes, choices);
        field.apart = strand.to_owned();
        field.hint = String::new();
        field
    }

    /// The areas that a typed name may mean.
    pub fn areas(&self) -> Field {
        let found = typed::areas_called(self.service, self.typed.get("place.area"));
        let mut choices = self.list("incident.where.area", found);
        choices.push(Choice { value: String::new(), label: self.t.say("form-no-such-area"), hint: String::new(), chosen: false });
        self.made("incident.where.area", self.say("field-incident-where-area"), FieldKind::Radios, choices)
    }

    fn list(&self, name: &str, ids: impl IntoIterator<Item = (String, String)>) -> Vec<Choice> {
        let chosen: Vec<&str> = self.typed.all(name).collect();
        ids.into_iter()
            .map(|(value, label)| Choice { chosen: chosen.contains(&value.as_str()), hint: String::new(), value, label })
            .collect()
    }

    fn labelled<'i>(&self, name: &str, prefix: &str, ids: impl IntoIterator<Item = &'i str>) -> Vec<Choice> {
        let mut choices = self.list(name, ids.into_iter().map(|id| (id.to_owned(), self.say(&format!("{prefix}-{id}")))));
        for choice in &mut choices {
            let hint = format!("{prefix}-{}-hint", choice.value);
            choice.hint = if self.t.has(&hint) { self.say(&hint) } else { String::new() };
        }
        choices
    }

    fn kind(&self, name: &str) -> (FieldKind, Vec<Choice>) {
        let vocabulary = &self.service.book.vocabulary;
        match name {
            WAYS => {
                let kinds = questions::CONTACT_KINDS.iter().copied().chain([THROUGH]);
                return (FieldKind::Checkboxes, self.ways(kinds));
            }
            "told.who" => return (FieldKind::Checkboxes, self.labelled(name, "told", questions::TOLD.iter().copied())),
            "told.reference" | "place.area" | "incident.when.time" => return (FieldKind::Line, Vec::new()),
            "incident.when.from" | "incident.when.to" | "taken.day" => return (FieldKind::Day, Vec::new()),
            "victim.housing" => return (FieldKind::Radios, self.labelled(name, "housing", questions::HOUSING.iter().copied())),
            "if_unable" => {
                let ids = waymark_core::report::permission::IfUnable::IDS;
                return (FieldKind::Radios, self.labelled(name, "if-unable", ids));
            }
            _ => {}
        }
        if let Some(question) = name.strip_prefix("monitoring.") {
            let answers = vocabulary.monitoring.iter().find(|(id, _)| id.as_str() == question).map(|(_, answers)| answers);
            let choices =
                answers.map(|answers| self.labelled(name, &format!("monitoring-{}", question.replace('_', "-")), answers.ids()));
            let choices = choices.unwrap_or_default();
            let kind = if choices.len() > 10 { FieldKind::Select } else { FieldKind::Radios };
            return (kind, choices);
        }
        match shape_of(name) {
            Some(Shape::Text { lines: true, .. }) => (FieldKind::Lines, Vec::new()),
            Some(Shape::Flag) => (FieldKind::Radios, self.yes_no(name)),
            Some(Shape::Codes(Ids::Agencies)) => (FieldKind::Checkboxes, self.agencies()),
            Some(Shape::Codes(ids)) => {
                (FieldKind::Checkboxes, self.labelled(name, prefix(name, *ids), ids.list(vocabulary).unwrap_or_default()))
            }
            Some(Shape::Code(ids)) => {
                let all = ids.list(vocabulary).unwrap_or_default().into_iter();
                // "inform" is always anonymous: nobody is offered more.
                let offered = all.filter(|id| !(name == "purposes.inform" && *id == "full"));
                (FieldKind::Radios, self.labelled(name, prefix(name, *ids), offered))
            }
            _ => (FieldKind::Line, Vec::new()),
        }
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
    pub fn purpose(&self, purpose: Purpose) -> Field {
        let mut field = self.field(&format!("purposes.{}", purpose.id()));
        let who = steps::who(self.typed);
        // Who speaks for another can open no more than they agreed to.
        let own = !steps::is_for_another(self.typed) || self.typed.get("reporter.victim_agreed") == "yes";
        field.choices.retain(|choice| own || choice.value != "full");
        for choice in &mut field.choices {
            choice.label = self.t.say1(&format!("later-{}", choice.value), "who", who);
        }
        field
    }
}

/// The beginning of the messages that label the ids of a question.
fn prefix(name: &str, ids: Ids) -> &'static str {
    match ids {
        Ids::Strands => "strand",
        Ids::Types => "type",
        Ids::Settings => "setting",
        Ids::Relations => "relation",
        Ids::Needs => "need",
        Ids::HomelessReasons => "homeless-reason",
        Ids::Aspects | Ids::Agencies => "aspect",
        Ids::Fixed(list) if list == &AgeBand::IDS[..] => "age",
        Ids::Fixed(list) if list == questions::REPEATED => "repeated",
        Ids::Fixed(list) if list == questions::PRECISIONS => "precision",
        Ids::Fixed(list) if list == questions::PARTS_OF_DAY => "part-of-day",
        Ids::Fixed(list) if list == questions::CONTACT_OF => "contact-of",
        Ids::Fixed(list) if list == questions::YES_NO || list == questions::SELF_HARM => "risk-answer",
        Ids::Fixed(_) if name.starts_with("purposes.") => "later",
        Ids::Fixed(_) => "role",
    }
}
