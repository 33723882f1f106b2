//! Every route on one page.

use waymark_core::config::Role;

use crate::web::agency::{centre_letter, link, referral};
use crate::web::api::{self, docs, reports};
use crate::web::desk::care::{self, actions, area, cases, child, links, release, renew, reply};
use crate::web::desk::centre::{self, keys, poster};
use crate::web::desk::door::{by_letter, invitation, sign_in};
use crate::web::desk::ending::{legal_hold, undo};
use crate::web::desk::list::{figures, find, inbox};
use crate::web::desk::passing::{aloud, never, overrule, place};
use crate::web::desk::people::people;
use crate::web::desk::post::mail;
use crate::web::desk::record;
use crate::web::desk::talk::watching;
use crate::web::form::{allow, check, later, question, receipt, start};
use crate::web::http::address::ways::{Addresses, delete, get, patch, post, resource};
use crate::web::http::{assets, health};
use crate::web::mine::{come_back, erase, keep, permission, report, story};
use crate::web::public::{centres, help, home, near_you, stay_safe, texts, under_18, what_counts, who_we_are, with};

/// Addresses of a process with this role.
pub(super) fn of(role: Role) -> Addresses {
    let mut all = Addresses::default();
    let config = &mut all;
    config
        .route("/healthz", get().to(health::alive))
        .route("/readyz", get().to(health::ready))
        .route("/assets/style.css", get().to(assets::style))
        .route("/assets/page.js", get().to(assets::script))
        .route("/assets/keep.js", get().to(assets::keeper))
        .route("/assets/stay.js", get().to(assets::stayer))
        .route("/assets/desk.js", get().to(assets::desk_script))
        .route("/assets/desk.css", get().to(assets::desk_style))
        .route("/assets/icon.svg", get().to(assets::icon))
        .route("/assets/logo", get().to(assets::logo))
        .route("/favicon.ico", get().to(assets::icon))
        .route("/exit", get().to(home::exit));
    if role.takes_reports() {
        guidance(config);
        reporters(config);
        systems(config);
    }
    if role.opens_reports() {
        recipients(config);
        desk(config);
    }
    all
}

/// Every address that a process with this role knows, with the methods that it takes.
#[must_use]
pub fn addresses(role: Role) -> Vec<(String, Vec<String>)> {
    let table = of(role).table();
    table.0.into_iter().map(|(pattern, allows)| (pattern, allows.iter().map(ToString::to_string).collect())).collect()
}

fn guidance(config: &mut Addresses) {
    config
        .route("/", get().to(home::home))
        .service(resource("/near-you").route(get().to(near_you::show)).route(post().to(near_you::find)))
        .route("/centres", get().to(centres::show))
        .route("/what-counts", get().to(what_counts::show))
        .route("/stay-safe", get().to(stay_safe::show))
        .route("/under-18", get().to(under_18::show))
        .route("/help", get().to(help::show))
        .route("/privacy", get().to(texts::privacy))
        .route("/privacy/named", get().to(texts::named))
        .route("/accessibility", get().to(texts::accessibility))
        .route("/complaints", get().to(texts::complaints))
        .route("/rights", get().to(texts::rights))
        .route("/who-we-are", get().to(who_we_are::show));
}

fn reporters(config: &mut Addresses) {
    config
        .service(resource("/with/{code}").route(get().to(with::show)).route(post().to(with::begin)))
        .service(resource("/report").route(get().to(start::show)).route(post().to(start::begin)))
        .route("/report/receipt", get().to(receipt::show))
        .route("/report/receipt/note.txt", get().to(receipt::note))
        .route("/report/receipt/word", post().to(receipt::word))
        .route("/report/receipt/saved", post().to(receipt::saved))
        .route("/report/saved", get().to(receipt::gone))
        .service(resource("/report/later").route(get().to(later::show)).route(post().to(later::keep)))
        .service(resource("/report/allow").route(get().to(allow::show)).route(post().to(allow::take)))
        .service(resource("/report/check").route(get().to(check::show)).route(post().to(check::send)))
        .service(resource("/report/{step}").route(get().to(question::question)).route(post().to(question::answer)))
        .service(resource("/your-report").route(get().to(come_back::show)).route(post().to(come_back::open)))
        .route("/your-report/details", get().to(report::details))
        .route("/your-report/messages", post().to(report::message))
        .route("/your-report/additions", post().to(report::add))
        .route("/your-report/contact", post().to(report::stop))
        .route("/your-report/story", get().to(story::story))
        .service(resource("/your-report/permission").route(get().to(permission::choices)).route(post().to(permission::allow)))
        .service(resource("/your-report/erase").route(get().to(erase::ask)).route(post().to(erase::erase)))
        .route("/your-report/erased", get().to(erase::erased))
        .route("/your-report/here", post().to(come_back::here))
        .route("/your-report/keep", post().to(keep::keep))
        .route("/your-report/leave", post().to(come_back::leave));
}

fn systems(config: &mut Addresses) {
    config
        .route("/api", get().to(docs::page))
        .route("/api/openapi.json", get().to(docs::openapi))
        .route("/api/v1/schemas/report.json", get().to(docs::report_schema))
        .route("/api/v1/schemas/referral.json", get().to(docs::referral_schema))
        .configure(directory)
        .service(api::call::only(resource("/api/v1/reports").route(post().to(reports::submit))))
        .service(api::call::only(resource("/api/v1/routing/preview").route(post().to(reports::preview))))
        .service(api::call::only(
            resource("/api/v1/report").route(get().to(api::report::view)).route(delete().to(api::report::erase)),
        ))
        .service(api::call::only(resource("/api/v1/report/messages").route(post().to(api::report::message))))
        .service(api::call::only(resource("/api/v1/report/additions").route(post().to(api::report::add))))
        .service(api::call::only(resource("/api/v1/report/permission").route(post().to(api::report::allow))))
        .service(api::call::only(resource("/api/v1/report/contact").route(patch().to(api::report::contact))))
        .service(api::call::only(resource("/api/v1/report/word").route(post().to(api::report::choose_word))));
}

fn directory(config: &mut Addresses) {
    use api::directory::{about, organization, organizations, place, places, service, services};
    config
        .service(api::call::only(resource("/api/v1/directory").route(get().to(about))))
        .service(api::call::only(resource("/api/v1/directory/services").route(get().to(services))))
        .service(api::call::only(resource("/api/v1/directory/services/{id}").route(get().to(service))))
        .service(api::call::only(resource("/api/v1/directory/organizations").route(get().to(organizations))))
        .service(api::call::only(resource("/api/v1/directory/organizations/{id}").route(get().to(organization))))
        .service(api::call::only(resource("/api/v1/directory/service_at_locations").route(get().to(places))))
        .service(api::call::only(resource("/api/v1/directory/service_at_locations/{id}").route(get().to(place))));
}

fn recipients(config: &mut Addresses) {
    config
        .service(resource("/centre/{token}").route(get().to(centre_letter::show)).route(post().to(centre_letter::answer)))
        .route("/r/{token}", get().to(link::show))
        .route("/r/{token}/acknowledge", post().to(link::acknowledge))
        .service(resource("/r/{token}/code").route(get().to(link::code_page)).route(post().to(link::ask_code)))
        .route("/r/{token}/open", post().to(link::open))
        .route("/r/{token}/referral", get().to(referral::show))
        .route("/r/{token}/referral.json", get().to(referral::download))
        .route("/r/{token}/accept", post().to(referral::accept))
        .route("/r/{token}/decline", post().to(referral::decline))
        .route("/r/{token}/close", post().to(referral::close))
        .route("/r/{token}/ask", post().to(referral::ask));
}

fn desk(config: &mut Addresses) {
    config
        .route("/desk", get().to(inbox::show))
        .service(resource("/desk/sign-in").route(get().to(sign_in::show)).route(post().to(sign_in::password)))
        .service(resource("/desk/code").route(get().to(sign_in::code_page)).route(post().to(sign_in::code)))
        .route("/desk/here", post().to(sign_in::here))
        .route("/desk/leave", post().to(sign_in::leave))
        .route("/desk/leave-everywhere", post().to(sign_in::leave_everywhere))
        .service(
            resource("/desk/invitation/{token}").route(get().to(invitation::show)).route(post().to(invitation::choose_password)),
        )
        .route("/desk/invitation/{token}/code", post().to(invitation::confirm))
        .service(resource("/desk/recovery").route(get().to(invitation::recovery)).route(post().to(invitation::put_away)))
        .service(resource("/desk/search").route(get().to(find::show)).route(post().to(find::search)))
        .route("/desk/invitation/{token}/letter", post().to(by_letter::take))
        .service(resource("/desk/letter").route(get().to(by_letter::show)).route(post().to(by_letter::ask)))
        .service(resource("/desk/letter/code").route(get().to(by_letter::code_page)).route(post().to(by_letter::code)))
        .route("/desk/letter/again", post().to(by_letter::again))
        .route("/desk/reports", post().to(care::report::open))
        .route("/desk/reports/{reference}", get().to(care::report::show))
        .service(resource("/desk/reports/{reference}/aloud").route(get().to(aloud::show)).route(post().to(aloud::said)))
        .service(resource("/desk/reports/{reference}/never").route(get().to(never::show)).route(post().to(never::read)))
        .service(resource("/desk/reports/{reference}/place").route(get().to(place::show)).route(post().to(place::send)))
        .service(resource("/desk/reports/{reference}/overrule").route(get().to(overrule::show)).route(post().to(overrule::ask)))
        .service(resource("/desk/reports/{reference}/links").route(get().to(links::show)).route(post().to(links::link)))
        .service(resource("/desk/reports/{reference}/receipt").route(get().to(renew::show)).route(post().to(renew::renew)))
        .route("/desk/reports/{reference}/receipt/given", post().to(renew::given))
        .service(resource("/desk/kept").route(get().to(legal_hold::show)).route(post().to(legal_hold::let_go)))
        .service(resource("/desk/undo").route(get().to(undo::show)).route(post().to(undo::undo)))
        .route("/desk/reports/{reference}/links/end", post().to(links::unlink))
        .route("/desk/reports/{reference}/overrule/decide", post().to(overrule::decide))
        .route("/desk/reports/{reference}/overrule/told", post().to(overrule::told))
        .service(resource("/desk/reports/{reference}/questions/{id}").route(get().to(reply::show)).route(post().to(reply::send)))
        .service(resource("/desk/reports/{reference}/actions").route(get().to(actions::show)).route(post().to(actions::set)))
        .service(
            resource("/desk/reports/{reference}/actions/{task}").route(get().to(actions::one)).route(post().to(actions::change)),
        )
        .service(resource("/desk/reports/{reference}/cases").route(get().to(cases::show)).route(post().to(cases::give)))
        .service(resource("/desk/reports/{reference}/release").route(get().to(release::show)).route(post().to(release::release)))
        .service(resource("/desk/reports/{reference}/area").route(get().to(area::show)).route(post().to(area::give)))
        .service(resource("/desk/reports/{reference}/child").route(get().to(child::show)).route(post().to(child::hear)))
        .route("/desk/reports/{reference}/{what}", post().to(care::report::care))
        .route("/desk/mail", get().to(mail::show))
        .service(resource("/desk/mail/{id}").route(get().to(mail::letter)).route(post().to(mail::open)))
        .route("/desk/mail/{id}/done", post().to(mail::done))
        .route("/desk/mail/{id}/link", post().to(mail::link))
        .service(resource("/desk/record").route(get().to(record::show)).route(post().to(record::open)))
        .service(resource("/desk/figures").route(get().to(figures::show)).route(post().to(figures::export)))
        .service(resource("/desk/people").route(get().to(people::show)).route(post().to(people::invite)))
        .route("/desk/people/{id}/end", post().to(people::end))
        .route("/desk/people/{id}/again", post().to(people::again))
        .route("/desk/people/{id}/role", post().to(people::change_role))
        .service(resource("/desk/people/{id}/begun").route(get().to(watching::show)).route(post().to(watching::open)))
        .route("/desk/poster", get().to(poster::plain))
        .route("/desk/poster/{centre}", get().to(poster::of_centre))
        .route("/desk/centre", get().to(centre::centres::show))
        .route("/desk/centre/confirm", post().to(centre::centres::confirm))
        .route("/desk/centre/right/{id}", post().to(centre::centres::put_right))
        .route("/desk/centre/off", post().to(centre::centres::take_off))
        .route("/desk/centre/on", post().to(centre::centres::put_back))
        .route("/desk/centre/code", post().to(centre::centres::next_code))
        .service(resource("/desk/keys").route(get().to(keys::show)).route(post().to(keys::make)))
        .route("/desk/keys/copied", post().to(keys::copied))
        .route("/desk/keys/{id}/revoke", post().to(keys::revoke))
        .configure(talks);
}

fn talks(config: &mut Addresses) {
    use crate::web::desk::talk::{check, paper, permission, questions, slip};
    config
        .service(resource("/desk/take-down").route(get().to(questions::show)).route(post().to(questions::answer)))
        .service(resource("/desk/take-down/allow").route(get().to(permission::show)).route(post().to(permission::take)))
        .service(resource("/desk/take-down/check").route(get().to(check::show)).route(post().to(check::send)))
        .service(resource("/desk/take-down/slip").route(get().to(slip::show)).route(post().to(slip::done)))
        .route("/desk/take-down/open", post().to(slip::open))
        .route("/desk/paper", get().to(paper::show));
}
