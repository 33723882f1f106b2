//! Whether the process is alive, and whether it can do its work.

use actix_web::HttpResponse;

use crate::journeys::service::keys::is_current;
use crate::web::http::current::Current;

pub(crate) async fn alive() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain").body("alive\n")
}

/// Ready when the tasks run, the database answers and has every migration, and the key that reports are sealed to was not retired. Keys were loaded before the server listened.
pub(crate) async fn ready(service: Current) -> HttpResponse {
    if !service.is_whole() {
        return HttpResponse::ServiceUnavailable().content_type("text/plain").body("a task of the service has ended\n");
    }
    match service.store.migrations_due().await {
        Ok(0) => match is_current(&service.store, service.vault.keyring()).await {
            Ok(true) => HttpResponse::Ok().content_type("text/plain").body("ready\n"),
            Ok(false) => HttpResponse::ServiceUnavailable()
                .content_type("text/plain")
                .body("the key of this process was retired: restart it\n"),
            Err(_) => HttpResponse::ServiceUnavailable().content_type("text/plain").body("the database does not answer\n"),
        },
        Ok(_) => HttpResponse::ServiceUnavailable().content_type("text/plain").body("migrations are due\n"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            HttpResponse::ServiceUnavailable().content_type("text/plain").body("the database does not answer\n")
        }
    }
}
