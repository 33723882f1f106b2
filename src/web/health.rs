//! Whether the process is alive, and whether it can do its work.

use actix_web::HttpResponse;
use actix_web::web::Data;

use crate::journeys::Service;

pub(super) async fn alive() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain").body("alive\n")
}

/// Ready when the tasks run and the database answers and has every migration. Keys were loaded before the server listened.
pub(super) async fn ready(service: Data<Service>) -> HttpResponse {
    if !service.is_whole() {
        return HttpResponse::ServiceUnavailable().content_type("text/plain").body("a task of the service has ended\n");
    }
    match service.store.migrations_due().await {
        Ok(0) => HttpResponse::Ok().content_type("text/plain").body("ready\n"),
        Ok(_) => HttpResponse::ServiceUnavailable().content_type("text/plain").body("migrations are due\n"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            HttpResponse::ServiceUnavailable().content_type("text/plain").body("the database does not answer\n")
        }
    }
}
