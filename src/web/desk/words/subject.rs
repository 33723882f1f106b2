//! Whose report it is: who told it, whether the person agreed, how it came in, and who must never hear of it. Whoever rings, writes or passes
//! something on has to know this first.

use waymark_core::handling::arrival::is_talk;
use waymark_core::report::incident::Role;
use waymark_core::report::labels::TELLER;
use waymark_core::routing::Book;
use waymark_core::words::Speaker;

use crate::journeys::desk::care::read::Case;
use crate::web::parts::families::{CHANNEL, WHOSE, WHOSE_CHANNEL};
use crate::web::parts::rows::{Row, SectionView};

/// What stands before the story, for everybody who may open the report.
pub(crate) fn section(case: &Case, book: &Book, t: &Speaker) -> SectionView {
    let mut rows = Vec::new();
    let mut row = |label: &str, lines: Vec<String>| rows.push(Row { label: t.of(&WHOSE, label), lines });
    let reporter = &case.parts.story.reporter;
    row("teller", vec![t.of(&TELLER, id(reporter.role))]);
    if !reporter.role.is_the_victim() {
        let agreed = match reporter.victim_agreed {
            Some(true) => "whose-agreed-yes",
            Some(false) => "whose-agreed-no",
            None => "whose-agreed-unknown",
        };
        row("agreed", vec![t.say(agreed)]);
    }
    if let Some(how) = &reporter.how_agreed {
        row("how-agreed", how.reveal().lines().map(str::to_owned).collect());
    }
    let channel = &case.head.channel;
    let how = if is_talk(channel) { t.of(&CHANNEL, channel) } else { t.of(&WHOSE_CHANNEL, channel) };
    row("channel", vec![how]);
    if let Some(centre) = &case.head.centre {
        row("centre", vec![book.centres.find(centre).map_or_else(|| centre.clone(), |centre| centre.name.clone())]);
    }
    let name = |agency: &waymark_core::vocabulary::AgencyId| {
        book.agency(agency.as_str()).map_or_else(|| agency.to_string(), |agency| agency.name.clone())
    };
    let never: Vec<String> = case.never.iter().map(name).collect();
    row("never", if never.is_empty() { vec![t.say("whose-never-nobody")] } else { never });
    SectionView { title: t.say("whose-title"), rows }
}

fn id(role: Role) -> &'static str {
    role.id()
}
