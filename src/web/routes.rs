//! Every route on one page.

use actix_web::web::{ServiceConfig, delete, get, post, resource};

use super::{agency, api, assets, health, public};
use crate::config::Role;

/// Routes of a process with this role.
pub(super) fn all(config: &mut ServiceConfig, role: Role) {
    config
        .route("/healthz", get().to(health::alive))
        .route("/readyz", get().to(health::ready))
        .route("/assets/style.css", get().to(assets::style))
        .route("/assets/page.js", get().to(assets::script))
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
    }
}

fn guidance(config: &mut ServiceConfig) {
    config
        .route("/", get().to(public::home::home))
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
        .service(resource("/report").route(get().to(public::form::show)).route(post().to(public::form::send)))
        .route("/report/receipt", get().to(public::receipt::show))
        .route("/report/receipt/saved", post().to(public::receipt::saved))
        .service(resource("/your-report").route(get().to(public::your_report::show)).route(post().to(public::your_report::open)))
        .route("/your-report/details", get().to(public::your_report::details))
        .route("/your-report/messages", post().to(public::your_report::message))
        .route("/your-report/additions", post().to(public::your_report::add))
        .route("/your-report/permission", post().to(public::your_report::allow))
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
        .service(api::only(resource("/api/v1/reports").route(post().to(api::reports::submit))))
        .service(api::only(resource("/api/v1/routing/preview").route(post().to(api::reports::preview))))
        .service(api::only(resource("/api/v1/report").route(get().to(api::report::view)).route(delete().to(api::report::erase))))
        .service(api::only(resource("/api/v1/report/messages").route(post().to(api::report::message))))
        .service(api::only(resource("/api/v1/report/additions").route(post().to(api::report::add))))
        .service(api::only(resource("/api/v1/report/permission").route(post().to(api::report::allow))))
        .service(api::only(resource("/api/v1/report/word").route(post().to(api::report::choose_word))));
}

fn recipients(config: &mut ServiceConfig) {
    config
        .route("/r/{token}", get().to(agency::link::show))
        .route("/r/{token}/acknowledge", post().to(agency::link::acknowledge))
        .service(resource("/r/{token}/code").route(get().to(agency::link::code_page)).route(post().to(agency::link::ask_code)))
        .route("/r/{token}/open", post().to(agency::link::open))
        .route("/r/{token}/referral", get().to(agency::referral::show))
        .route("/r/{token}/referral.json", get().to(agency::referral::download))
        .route("/r/{token}/accept", post().to(agency::referral::accept))
        .route("/r/{token}/decline", post().to(agency::referral::decline))
        .route("/r/{token}/close", post().to(agency::referral::close));
}
