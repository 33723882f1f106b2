//! Every route on one page.

use actix_web::web::{ServiceConfig, delete, get, post, resource};

use super::{agency, api, assets, desk, health, public};
use crate::config::Role;

/// Routes of a process with this role.
pub(super) fn all(config: &mut ServiceConfig, role: Role) {
    config
        .route("/healthz", get().to(health::alive))
        .route("/readyz", get().to(health::ready))
        .route("/assets/style.css", get().to(assets::style))
        .route("/assets/page.js", get().to(assets::script))
        .route("/assets/desk.js", get().to(assets::desk_script))
        .route("/assets/desk.css", get().to(assets::desk_style))
        .route("/assets/icon.svg", get().to(assets::icon))
        .route("/assets/logo", get().to(assets::logo))
        .route("/favicon.ico", get().to(assets::icon))
        .route("/exit", get().to(public::home::exit));
    if role.takes_reports() {
        guidance(config);
        reporters(config);
        systems(config);
    }
    if role.opens_reports() {
        recipients(config);
        desk(config);
    }
}

fn guidance(config: &mut ServiceConfig) {
    config
        .route("/", get().to(public::home::home))
        .service(resource("/near-you").route(get().to(public::near_you::show)).route(post().to(public::near_you::find)))
        .route("/centres", get().to(public::centres::show))
        .route("/what-counts", get().to(public::guidance::what_counts))
        .route("/stay-safe", get().to(public::guidance::stay_safe))
        .route("/help", get().to(public::guidance::help))
        .route("/privacy", get().to(public::guidance::privacy))
        .route("/privacy/named", get().to(public::guidance::named))
        .route("/accessibility", get().to(public::guidance::accessibility))
        .route("/complaints", get().to(public::guidance::complaints))
        .route("/rights", get().to(public::guidance::rights))
        .route("/who-we-are", get().to(public::guidance::who_we_are));
}

fn reporters(config: &mut ServiceConfig) {
    config
        .service(resource("/with/{code}").route(get().to(public::centres::with)).route(post().to(public::centres::begin)))
        .service(resource("/report").route(get().to(public::form::start)).route(post().to(public::form::begin)))
        .route("/report/receipt", get().to(public::receipt::show))
        .route("/report/receipt/note.txt", get().to(public::receipt::note))
        .route("/report/receipt/word", post().to(public::receipt::word))
        .route("/report/receipt/saved", post().to(public::receipt::saved))
        .route("/report/saved", get().to(public::receipt::gone))
        .service(resource("/report/later").route(get().to(public::form::later)).route(post().to(public::form::keep_longer)))
        .service(resource("/report/allow").route(get().to(public::form::allow)).route(post().to(public::form::allow_sent)))
        .service(resource("/report/check").route(get().to(public::form::check)).route(post().to(public::form::send)))
        .service(resource("/report/{step}").route(get().to(public::form::question)).route(post().to(public::form::answer)))
        .service(resource("/your-report").route(get().to(public::your_report::show)).route(post().to(public::your_report::open)))
        .route("/your-report/details", get().to(public::your_report::details))
        .route("/your-report/messages", post().to(public::your_report::message))
        .route("/your-report/additions", post().to(public::your_report::add))
        .route("/your-report/story", get().to(public::your_report::story))
        .service(
            resource("/your-report/permission")
                .route(get().to(public::your_report::choices))
                .route(post().to(public::your_report::allow)),
        )
        .service(
            resource("/your-report/erase")
                .route(get().to(public::your_report::confirm_erasure))
                .route(post().to(public::your_report::erase)),
        )
        .route("/your-report/erased", get().to(public::your_report::erased))
        .route("/your-report/leave", post().to(public::your_report::leave));
}

fn systems(config: &mut ServiceConfig) {
    config
        .route("/api", get().to(api::docs::page))
        .route("/api/openapi.json", get().to(api::docs::openapi))
        .route("/api/v1/schemas/report.json", get().to(api::docs::report_schema))
        .route("/api/v1/schemas/referral.json", get().to(api::docs::referral_schema))
        .configure(directory)
        .service(api::only(resource("/api/v1/reports").route(post().to(api::reports::submit))))
        .service(api::only(resource("/api/v1/routing/preview").route(post().to(api::reports::preview))))
        .service(api::only(resource("/api/v1/report").route(get().to(api::report::view)).route(delete().to(api::report::erase))))
        .service(api::only(resource("/api/v1/report/messages").route(post().to(api::report::message))))
        .service(api::only(resource("/api/v1/report/additions").route(post().to(api::report::add))))
        .service(api::only(resource("/api/v1/report/permission").route(post().to(api::report::allow))))
        .service(api::only(resource("/api/v1/report/word").route(post().to(api::report::choose_word))));
}

fn directory(config: &mut ServiceConfig) {
    use api::directory::{about, organization, organizations, place, places, service, services};
    config
        .service(api::only(resource("/api/v1/directory").route(get().to(about))))
        .service(api::only(resource("/api/v1/directory/services").route(get().to(services))))
        .service(api::only(resource("/api/v1/directory/services/{id}").route(get().to(service))))
        .service(api::only(resource("/api/v1/directory/organizations").route(get().to(organizations))))
        .service(api::only(resource("/api/v1/directory/organizations/{id}").route(get().to(organization))))
        .service(api::only(resource("/api/v1/directory/service_at_locations").route(get().to(places))))
        .service(api::only(resource("/api/v1/directory/service_at_locations/{id}").route(get().to(place))));
}

fn recipients(config: &mut ServiceConfig) {
    config
        .service(resource("/centre/{token}").route(get().to(public::confirm::show)).route(post().to(public::confirm::answer)))
        .route("/r/{token}", get().to(agency::link::show))
        .route("/r/{token}/acknowledge", post().to(agency::link::acknowledge))
        .service(resource("/r/{token}/code").route(get().to(agency::link::code_page)).route(post().to(agency::link::ask_code)))
        .route("/r/{token}/open", post().to(agency::link::open))
        .route("/r/{token}/referral", get().to(agency::referral::show))
        .route("/r/{token}/referral.json", get().to(agency::referral::download))
        .route("/r/{token}/accept", post().to(agency::referral::accept))
        .route("/r/{token}/decline", post().to(agency::referral::decline))
        .route("/r/{token}/close", post().to(agency::referral::close))
        .route("/r/{token}/ask", post().to(agency::referral::ask));
}

fn desk(config: &mut ServiceConfig) {
    config
        .route("/desk", get().to(desk::inbox::show))
        .service(resource("/desk/sign-in").route(get().to(desk::sign_in::show)).route(post().to(desk::sign_in::password)))
        .service(resource("/desk/code").route(get().to(desk::sign_in::code_page)).route(post().to(desk::sign_in::code)))
        .route("/desk/here", post().to(desk::sign_in::here))
        .route("/desk/leave", post().to(desk::sign_in::leave))
        .route("/desk/leave-everywhere", post().to(desk::sign_in::leave_everywhere))
        .service(
            resource("/desk/invitation/{token}")
                .route(get().to(desk::sign_in::invitation))
                .route(post().to(desk::sign_in::choose_password)),
        )
        .route("/desk/invitation/{token}/code", post().to(desk::sign_in::confirm))
        .service(resource("/desk/recovery").route(get().to(desk::sign_in::recovery)).route(post().to(desk::sign_in::put_away)))
        .service(resource("/desk/search").route(get().to(desk::find::show)).route(post().to(desk::find::search)))
        .route("/desk/invitation/{token}/letter", post().to(desk::by_letter::take))
        .service(resource("/desk/letter").route(get().to(desk::by_letter::show)).route(post().to(desk::by_letter::ask)))
        .service(
            resource("/desk/letter/code").route(get().to(desk::by_letter::code_page)).route(post().to(desk::by_letter::code)),
        )
        .route("/desk/letter/again", post().to(desk::by_letter::again))
        .route("/desk/reports", post().to(desk::report::open))
        .route("/desk/reports/{reference}", get().to(desk::report::show))
        .service(
            resource("/desk/reports/{reference}/place").route(get().to(desk::place::show)).route(post().to(desk::place::send)),
        )
        .service(
            resource("/desk/reports/{reference}/overrule")
                .route(get().to(desk::overrule::show))
                .route(post().to(desk::overrule::ask)),
        )
        .service(
            resource("/desk/reports/{reference}/links").route(get().to(desk::links::show)).route(post().to(desk::links::link)),
        )
        .service(
            resource("/desk/reports/{reference}/receipt").route(get().to(desk::renew::show)).route(post().to(desk::renew::renew)),
        )
        .route("/desk/reports/{reference}/receipt/given", post().to(desk::renew::given))
        .service(resource("/desk/kept").route(get().to(desk::kept::show)).route(post().to(desk::kept::let_go)))
        .service(resource("/desk/undo").route(get().to(desk::undo::show)).route(post().to(desk::undo::undo)))
        .route("/desk/reports/{reference}/links/end", post().to(desk::links::unlink))
        .route("/desk/reports/{reference}/overrule/decide", post().to(desk::overrule::decide))
        .route("/desk/reports/{reference}/overrule/told", post().to(desk::overrule::told))
        .service(
            resource("/desk/reports/{reference}/questions/{id}")
                .route(get().to(desk::reply::show))
                .route(post().to(desk::reply::send)),
        )
        .service(
            resource("/desk/reports/{reference}/actions")
                .route(get().to(desk::actions::show))
                .route(post().to(desk::actions::set)),
        )
        .service(
            resource("/desk/reports/{reference}/actions/{task}")
                .route(get().to(desk::actions::one))
                .route(post().to(desk::actions::change)),
        )
        .service(
            resource("/desk/reports/{reference}/cases").route(get().to(desk::cases::show)).route(post().to(desk::cases::give)),
        )
        .service(
            resource("/desk/reports/{reference}/release")
                .route(get().to(desk::release::show))
                .route(post().to(desk::release::release)),
        )
        .service(resource("/desk/reports/{reference}/area").route(get().to(desk::area::show)).route(post().to(desk::area::give)))
        .service(
            resource("/desk/reports/{reference}/child").route(get().to(desk::child::show)).route(post().to(desk::child::hear)),
        )
        .route("/desk/reports/{reference}/{what}", post().to(desk::report::care))
        .route("/desk/mail", get().to(desk::mail::show))
        .service(resource("/desk/mail/{id}").route(get().to(desk::mail::letter)).route(post().to(desk::mail::open)))
        .route("/desk/mail/{id}/done", post().to(desk::mail::done))
        .route("/desk/mail/{id}/link", post().to(desk::mail::link))
        .service(resource("/desk/record").route(get().to(desk::record::show)).route(post().to(desk::record::open)))
        .service(resource("/desk/figures").route(get().to(desk::figures::show)).route(post().to(desk::figures::export)))
        .service(resource("/desk/people").route(get().to(desk::people::show)).route(post().to(desk::people::invite)))
        .route("/desk/people/{id}/end", post().to(desk::people::end))
        .route("/desk/people/{id}/again", post().to(desk::people::again))
        .route("/desk/people/{id}/role", post().to(desk::people::change_role))
        .service(
            resource("/desk/people/{id}/begun")
                .route(get().to(desk::take_down::watched))
                .route(post().to(desk::take_down::watch)),
        )
        .route("/desk/poster", get().to(desk::poster::plain))
        .route("/desk/poster/{centre}", get().to(desk::poster::of_centre))
        .route("/desk/centre", get().to(desk::centres::show))
        .route("/desk/centre/confirm", post().to(desk::centres::confirm))
        .route("/desk/centre/right/{id}", post().to(desk::centres::put_right))
        .route("/desk/centre/off", post().to(desk::centres::take_off))
        .route("/desk/centre/on", post().to(desk::centres::put_back))
        .route("/desk/centre/code", post().to(desk::centres::next_code))
        .service(resource("/desk/keys").route(get().to(desk::centres::keys)).route(post().to(desk::centres::make_key)))
        .route("/desk/keys/copied", post().to(desk::centres::key_copied))
        .route("/desk/keys/{id}/revoke", post().to(desk::centres::revoke_key))
        .configure(talks);
}

fn talks(config: &mut ServiceConfig) {
    use desk::take_down::{allow, allowed, answer, check, done, open_sent, paper, send, show, slip};
    config
        .service(resource("/desk/take-down").route(get().to(show)).route(post().to(answer)))
        .service(resource("/desk/take-down/allow").route(get().to(allow)).route(post().to(allowed)))
        .service(resource("/desk/take-down/check").route(get().to(check)).route(post().to(send)))
        .service(resource("/desk/take-down/slip").route(get().to(slip)).route(post().to(done)))
        .route("/desk/take-down/open", post().to(open_sent))
        .route("/desk/paper", get().to(paper));
}
