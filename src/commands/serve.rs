//! `waymark serve`: runs the service until it is told to stop.

use std::process::ExitCode;
use std::sync::Arc;

use tokio::signal::unix::{Signal, SignalKind, signal};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use waymark_core::config::{Database, MailRoute};

use crate::app::{App, assemble};
use crate::commands::tools::{fail, parts, read};
use crate::journeys::service::Service;
use crate::journeys::service::configuration::{self, Change};

pub(super) async fn serve() -> ExitCode {
    let parts = match parts() {
        Ok(parts) => parts,
        Err(code) => return code,
    };
    log_to_standard_error();
    // Heard from the beginning: a SIGHUP that comes while the service starts must not end it.
    let Ok(hang_up) = signal(SignalKind::hangup()) else { return fail("signals cannot be heard") };
    let app = match assemble(parts).await {
        Ok(service) => App::start(service, true),
        Err(fault) => Err(fault),
    };
    let app = match app {
        Ok(app) => app,
        Err(fault) => return fail(&fault.to_string()),
    };
    greet(&app.service, &app);
    Box::pin(until_stopped(&app, hang_up)).await;
    tracing::info!("stopping: no new work is taken");
    if app.shut_down().await {
        tracing::info!("stopped");
        ExitCode::SUCCESS
    } else {
        tracing::error!("stopped at the deadline with work in hand; it is taken up again at the next start");
        ExitCode::SUCCESS
    }
}

/// Waits to be stopped. SIGHUP takes a changed configuration in.
async fn until_stopped(app: &App, mut hang_up: Signal) {
    let (Ok(mut term), Ok(mut interrupt)) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt())) else {
        tracing::error!("signals cannot be heard: only a kill ends the service");
        return std::future::pending().await;
    };
    loop {
        tokio::select! {
            _ = term.recv() => return,
            _ = interrupt.recv() => return,
            _ = hang_up.recv() => Box::pin(take_in(app)).await,
        }
    }
}

/// Reads the configuration folder again, and takes it in whole or not at all.
async fn take_in(app: &App) {
    // Reading a whole edition of places takes a moment: requests are answered meanwhile.
    let Ok(read) = tokio::task::spawn_blocking(read).await else {
        tracing::error!("the configuration cannot be read; the old one goes on");
        return;
    };
    let change = Change { settings: read.settings, book: read.book, findings: read.findings };
    if let Err(fault) = configuration::take_in(&app.running, change).await {
        tracing::error!(%fault, "the configuration was not taken in; the old one goes on. `waymark check` says more");
    }
}

/// Structured logs: ids, codes and times. A panic logs its place, not its words.
fn log_to_standard_error() {
    let level = match std::env::var("WAYMARK_LOG").as_deref() {
        Ok("debug") => LevelFilter::DEBUG,
        _ => LevelFilter::INFO,
    };
    // Libraries may log what they carry: only their errors are let through, and of the SQL driver nothing.
    let targets =
        Targets::new().with_default(LevelFilter::ERROR).with_target("waymark", level).with_target("sqlx", LevelFilter::OFF);
    let lines =
        tracing_subscriber::fmt::layer().json().with_writer(std::io::stderr).with_current_span(false).with_span_list(false);
    tracing_subscriber::registry().with(targets).with(lines).init();
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(|place| format!("{}:{}", place.file(), place.line())).unwrap_or_default();
        tracing::error!(place, "panic");
    }));
}

fn greet(service: &Arc<Service>, app: &App) {
    let settings = &service.settings;
    let here = if settings.public_url.ends_with(":0") { format!("http://{}", app.address) } else { settings.public_url.clone() };
    println!("{} is running.", settings.operator.service_name);
    if settings.operator.demonstration {
        println!("This is a demonstration – not a real service; nobody reads reports made here.");
    }
    println!("  Pages     {here}/");
    println!("  API       {here}/api  (OpenAPI: {here}/api/openapi.json)");
    if settings.role.opens_reports() {
        println!("  Desk      {here}/desk  (the first account: waymark staff invite ADDRESS --name NAME --role coordinator)");
    }
    match &settings.mail {
        MailRoute::Folder => println!("  Mail      {}", settings.data.join("mail").display()),
        MailRoute::Smtp(_) => println!("  Mail      leaves by the server that WAYMARK_MAIL names"),
    }
    match &settings.database {
        Database::Sqlite(path) => println!("  Database  {}", path.display()),
        Database::Postgres(_) => println!("  Database  PostgreSQL"),
    }
    println!("  Keys      {} (keep a copy apart from the database: without it nothing opens)", settings.keys.display());
    println!("Stop with Ctrl-C.");
}
