//! The server: workers, limits, the guard around every answer, and how it ends.

use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use actix_web::dev::Server;
use actix_web::{App, HttpServer, web};

use crate::journeys::service::running::Running;
use crate::web::api::contracts;
use crate::web::http::{limits, safety, slow, visit};
use crate::web::routes;

/// Worker threads that answer requests.
const WORKERS: usize = 2;

/// A server on `listener` that drains for `drain` when it stops.
///
/// # Errors
/// When the listener cannot be used.
pub fn serve(running: &Arc<Running>, listener: TcpListener, drain: Duration) -> std::io::Result<Server> {
    let service = running.service();
    let running = web::Data::from(Arc::clone(running));
    let limits = web::Data::new(limits::Limits::new(service.settings.limits));
    let slow = web::Data::new(slow::Slow::default());
    let contracts = web::Data::new(contracts::Contracts::default());
    let role = service.settings.role;
    let table = web::Data::new(routes::of(role).table());
    let server = HttpServer::new(move || {
        App::new()
            .app_data(running.clone())
            .app_data(limits.clone())
            .app_data(slow.clone())
            .app_data(contracts.clone())
            .app_data(table.clone())
            .wrap(actix_web::middleware::from_fn(safety::guard))
            .configure(|config| routes::of(role).register(config))
            .default_service(web::to(visit::not_found))
    })
    .workers(WORKERS)
    .disable_signals()
    .shutdown_timeout(drain.as_secs())
    .client_request_timeout(Duration::from_secs(10))
    .keep_alive(Duration::from_secs(30))
    .listen(listener)?
    .run();
    Ok(server)
}
