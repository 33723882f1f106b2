//! What a receipt shows of what was told. A receipt can be found: whoever holds it must not learn from us how to reach the person, where they
//! live, when they are alone or what they are called. It is decided here and nowhere else – pages and calls get what this makes of it.

use waymark_core::head::Head;
use waymark_core::report::incident::Where;
use waymark_core::report::naming::Veil;
use waymark_core::report::permission::Granted;
use waymark_core::report::person::Way;
use waymark_core::report::{Contact, Facts, Section, Suspect, Told, Victim};
use waymark_core::routing::disclosure::Access;
use waymark_core::vault::ReportKey;
use waymark_core::vocabulary::Id;
use waymark_core::words::Speaker;

use crate::journeys::case::parts::{Addition, LeftOut, Parts, Sections};
use crate::journeys::person::known_way::KnownWay;
use crate::journeys::placing::suggest::Shown;
use crate::journeys::service::Service;
use crate::storage::Tx;
use waymark_core::store_error::StoreError;

/// Places that are somebody's home. What happened there says where they live.
const HOMES: [&str; 3] = ["home", "near-home", "temporary-or-supported-accommodation"];

/// What a report told, behind what covers it. What it holds leaves this file covered, or not at all.
pub(super) struct Behind {
    /// Uncovered: it never leaves the room.
    pub(super) parts: Parts,
    veil: Veil,
    /// Stands in the place of what is covered.
    covered: String,
    left_out: LeftOut,
}

impl Behind {
    fn new(parts: Parts, speaker: &Speaker) -> Self {
        let (victim, contact) = (&parts.victim, &parts.contact);
        let place = parts.story.incident.place.as_ref();
        let at_home = place.is_some_and(|place| {
            let setting = place.setting.as_ref().map(Id::as_str);
            let spelling = |told: &Told| told.reveal().split_whitespace().collect::<String>().to_uppercase();
            // Whoever gave half a postcode gave it in words.
            let home: Vec<String> = victim.postcode.iter().chain(&victim.words).map(spelling).collect();
            setting.is_some_and(|setting| HOMES.contains(&setting))
                || place.postcode.iter().chain(&place.words).any(|told| home.contains(&spelling(told)))
        });
        let told_of = |place| -> Vec<Told> {
            let Where { place, postcode, words, .. } = place;
            [place, postcode, words].into_iter().flatten().collect()
        };
        let places: Vec<Told> = place.filter(|_| at_home).cloned().map(told_of).unwrap_or_default();
        let left_out = LeftOut {
            name: victim.name.is_some(),
            home: victim.postcode.is_some() || victim.area.is_some() || victim.words.is_some(),
            place: !places.is_empty() || (at_home && place.is_some_and(|place| place.area.is_some())),
            safe_times: contact.safe_times.is_some(),
            ask_for: contact.ask_for.is_some(),
            if_others_answer: contact.if_others_answer.is_some(),
            ways: contact.ways(),
        };
        let veil = Veil::over(contact, victim, &places);
        Self { veil, covered: speaker.say("not-shown-within"), left_out, parts }
    }

    /// Opens what a receipt opens.
    pub(super) async fn opened(
        service: &Service,
        tx: &mut Tx<'_>,
        head: &Head,
        key: &ReportKey,
        speaker: &Speaker,
    ) -> Result<Self, StoreError> {
        Ok(Self::new(Parts::opened(service, tx, head, key).await?, speaker))
    }

    /// A text, without what it must not show.
    pub(super) fn text(&self, text: &Told) -> Told {
        self.veil.cover(text, &self.covered)
    }

    fn cover(&self, told: &mut Option<Told>) {
        if let Some(text) = told {
            *text = self.text(text);
        }
    }

    /// What an organisation sees, as a receipt shows it: only what is named here is shown, so that what is asked one day is not shown by
    /// itself.
    pub(super) fn shown(&self, (sections, access): Shown) -> Shown {
        let Sections { safety, mut summary, mut released, incident, additions, victim, contact, suspect, evidence, left_out: _ } =
            sections;
        let mut left_out = LeftOut::default();
        if let Some(summary) = summary.as_mut().filter(|_| self.lives_in_its_district()) {
            summary.district = None;
        }
        self.cover(&mut released);
        let incident = incident.map(|mut story| {
            self.cover(&mut story.incident.account);
            for told in &mut story.incident.reported_to {
                self.cover(&mut told.reference);
            }
            if let Some(place) = &mut story.incident.place {
                if self.left_out.place {
                    (place.place, place.postcode, place.area, place.words) = (None, None, None, None);
                }
                self.cover(&mut place.place);
                self.cover(&mut place.words);
            }
            if let Some(when) = &mut story.incident.when {
                self.cover(&mut when.words);
            }
            left_out.place = self.left_out.place;
            story
        });
        let additions = additions.into_iter().map(|one| Addition { at: one.at, text: self.text(&one.text) }).collect();
        let victim = victim.map(|told| {
            (left_out.name, left_out.home) = (self.left_out.name, self.left_out.home);
            let Victim { age_band, mut pronouns, mut housing, homeless_reason, .. } = told;
            self.cover(&mut pronouns);
            self.cover(&mut housing);
            Victim { age_band, pronouns, housing, homeless_reason, ..Victim::default() }
        });
        let contact = contact.map(|told| {
            // The ways of a centre are the centre's, and anybody may know them.
            let methods = if told.through_centre { told.methods } else { Vec::new() };
            if !told.through_centre {
                let safe = |place: usize| self.parts.contact.methods.get(place).is_some_and(|method| method.safe);
                left_out.ways = self.left_out.ways.iter().filter(|way| safe(way.place)).cloned().collect();
            }
            Contact { of: told.of, through_centre: told.through_centre, methods, ..Contact::default() }
        });
        // When they are alone and what may be said to others is the way to find them unprotected: whoever holds the receipt reads none of it.
        if let Some(told) = safety {
            left_out.safe_times = told.safe_times.is_some();
            (left_out.ask_for, left_out.if_others_answer) = (told.ask_for.is_some(), told.words_for_others().is_some());
        }
        let suspect = suspect.map(|mut told| {
            self.cover(&mut told.description);
            Suspect { relation: told.relation, description: told.description }
        });
        let access = access.map(|mut access| {
            self.cover(&mut access.language);
            self.cover(&mut access.interpreter);
            Access { needs: access.needs, language: access.language, interpreter: access.interpreter }
        });
        (Sections { safety: None, summary, released, incident, additions, victim, contact, suspect, evidence, left_out }, access)
    }

    /// Whether the district of the report is that of the person's home: nothing else told of one.
    pub(super) fn lives_in_its_district(&self) -> bool {
        let online = |place: &Where| place.setting.as_ref().is_some_and(|id| id.as_str() == "online");
        let place = self.parts.story.incident.place.as_ref();
        let told = place.is_some_and(|place| {
            place.postcode.is_some() || place.area.is_some() || place.place.is_some() || place.words.is_some()
        });
        self.left_out.home && (place.is_some_and(online) || !told)
    }

    /// Every way to reach the person, named without saying it.
    pub(super) fn ways(&self, speaker: &Speaker) -> Vec<KnownWay> {
        let safe = |way: &Way| self.parts.contact.methods.get(way.place).is_some_and(|method| method.safe);
        let known = |way: &Way| KnownWay {
            way: way.place + 1,
            kind: way.kind.to_string(),
            number: way.number,
            name: way.in_words(speaker),
            safe: safe(way),
            stopped_at: way.stopped_at,
        };
        self.left_out.ways.iter().map(known).collect()
    }

    /// Of these sections those that hold an answer, and whether what somebody needs goes with them: nobody sees what was not told.
    pub(super) fn holding(&self, sections: &[Section]) -> (Vec<Section>, bool) {
        let (shown, access) = self.parts.as_shown(&Facts::default(), Granted::Full, sections.iter().copied());
        let holds = |section: &Section| match section {
            Section::Victim => shown.victim.as_ref().is_some_and(|told| *told != Victim::default()),
            Section::Contact => shown
                .contact
                .as_ref()
                .is_some_and(|told| told.through_centre || told.safe_times.is_some() || !told.methods.is_empty()),
            Section::Suspect => shown.suspect.as_ref().is_some_and(|told| *told != Suspect::default()),
            // No file comes with a report yet.
            Section::Evidence => false,
            _ => true,
        };
        (sections.iter().copied().filter(holds).collect(), access.is_some_and(|access| access != Access::default()))
    }
}
