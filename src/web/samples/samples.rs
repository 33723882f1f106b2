//! The list of all samples: every page, with hostile and unwieldy text, for the tests and for looking at.

use waymark_core::words::Speaker;

use crate::web::agency::{centre_letter, link, referral};
use crate::web::api::docs;
use crate::web::desk::care::{actions, area, cases, child, links, release, renew, reply, report as case};
use crate::web::desk::centre::{centres as at_desk, keys, poster};
use crate::web::desk::door::{by_letter, confirm, invitation, sign_in};
use crate::web::desk::ending::{legal_hold, undo};
use crate::web::desk::list::{figures, find, inbox};
use crate::web::desk::passing::{aloud, never, overrule, place};
use crate::web::desk::people::people;
use crate::web::desk::post::mail;
use crate::web::desk::record;
use crate::web::desk::talk::{self, handover, paper, questions, slip, watching};
use crate::web::form::{allow, check, later, question, receipt, sent, start};
use crate::web::mine::{come_back, erase, permission, report, story};
use crate::web::parts::notice;
use crate::web::public::{centres, help, home, near_you, stay_safe, texts, under_18, what_counts, who_we_are, with};
use crate::web::samples::common::{agency, desk, public};

/// Every page by a name, in one language.
pub(crate) fn all(t: &Speaker) -> Vec<(&'static str, String)> {
    let for_everybody = [
        home::sample::all,
        what_counts::sample::all,
        stay_safe::sample::all,
        under_18::sample::all,
        help::sample::all,
        texts::sample::all,
        who_we_are::sample::all,
        near_you::sample::all,
        centres::sample::all,
        with::sample::all,
        start::sample::all,
        sent::sample::all,
        question::sample::all,
        allow::sample::all,
        check::sample::all,
        later::sample::all,
        receipt::sample::all,
        come_back::sample::all,
        report::sample::all,
        story::sample::all,
        permission::sample::all,
        erase::sample::all,
        notice::sample::all,
    ];
    let for_organisations = [link::sample::all, referral::sample::all, centre_letter::sample::all, docs::sample::all];
    let at_the_door = [sign_in::sample::all, by_letter::sample::all, invitation::sample::all];
    let at_the_desk = [
        inbox::sample::all,
        find::sample::all,
        case::sample::all,
        actions::sample::all,
        cases::sample::all,
        release::sample::all,
        area::sample::all,
        child::sample::all,
        links::sample::all,
        renew::sample::all,
        reply::sample::all,
        undo::sample::all,
        legal_hold::sample::all,
        mail::sample::all,
        poster::sample::all,
        confirm::sample::all,
        at_desk::sample::all,
        keys::sample::all,
        figures::sample::all,
        place::sample::all,
        aloud::sample::all,
        never::sample::all,
        overrule::sample::all,
        people::sample::all,
        record::sample::all,
        questions::sample::all,
        handover::sample::all,
        talk::permission::sample::all,
        talk::check::sample::all,
        slip::sample::all,
        watching::sample::all,
        paper::sample::all,
    ];
    let (public, agency, desk) = (public(t), agency(t), desk(t));
    let pages = for_everybody.iter().flat_map(|page| page(&public));
    let pages = pages.chain(for_organisations.iter().chain(&at_the_door).flat_map(|page| page(&agency)));
    let pages = pages.chain(at_the_desk.iter().flat_map(|page| page(&desk)));
    pages.map(|(name, page)| (name, page.unwrap())).collect()
}
