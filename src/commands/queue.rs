//! `waymark queue`: what waits for a person.

use std::process::ExitCode;

use clap::Subcommand;
use uuid::Uuid;

use crate::app::assemble;
use crate::commands::tools::{fail, parts};
use crate::journeys::due::queue;
use crate::journeys::service::Service;
use waymark_core::store_error::StoreError;

/// How many lines are shown at most.
const MOST: i64 = 200;

#[derive(Subcommand)]
pub(super) enum Command {
    /// List letters that were given up or keep failing, and wishes that nobody takes for now
    List,
    /// Show one letter
    Show {
        /// The id that `queue list` shows
        id: Uuid,
    },
    /// Put a letter that was given up back in line
    Retry {
        /// The id that `queue list` shows
        id: Uuid,
    },
}

pub(super) async fn run(command: Command) -> ExitCode {
    let parts = match parts() {
        Ok(parts) => parts,
        Err(code) => return code,
    };
    let service = match assemble(parts).await {
        Ok(service) => service,
        Err(fault) => return fail(&fault.to_string()),
    };
    let outcome = match command {
        Command::List => list(&service).await,
        Command::Show { id } => show(&service, id).await,
        Command::Retry { id } => queue::retry(&service, id)
            .await
            .map(|done| if done { format!("{id} is back in line.") } else { format!("{id} was not given up, or is not there.") }),
    };
    service.store.close().await;
    match outcome {
        Ok(text) => {
            println!("{text}");
            ExitCode::SUCCESS
        }
        Err(error) => fail(&format!("the queue cannot be read: {error}")),
    }
}

async fn list(service: &Service) -> Result<String, StoreError> {
    let (letters, unplaced) = (queue::letters(service, MOST).await?, queue::unplaced(service, MOST).await?);
    let mut lines = vec![format!("Letters that did not leave: {}", letters.len())];
    for (seen, about) in &letters {
        let fault = seen.fault.as_deref().unwrap_or("-");
        let next = if seen.state == "given-up" {
            "given up".to_owned()
        } else {
            format!("next try {}", seen.due_at.format("%Y-%m-%d %H:%M UTC"))
        };
        let (what, to) = (seen.job.name(), seen.job.to());
        lines.push(format!("  {}  {about}  {what}  to the {to}  {} tries  {fault}  {next}", seen.id, seen.attempts));
    }
    lines.push(format!("Wishes that nobody takes for now: {}", unplaced.len()));
    for wish in &unplaced {
        let wanted = wish.wanted.as_ref().map_or_else(
            || "(cannot be opened here)".to_owned(),
            |w| {
                let lapsed = if w.lapsed_at.is_some() { "  (the permission lapsed)" } else { "" };
                format!("{}  {}{lapsed}", w.purpose, w.reason)
            },
        );
        lines.push(format!("  {}  {wanted}  since {}", wish.reference, wish.since.format("%Y-%m-%d %H:%M UTC")));
    }
    if letters.is_empty() && unplaced.is_empty() {
        lines.push("Nothing waits for a person.".to_owned());
    }
    Ok(lines.join("\n"))
}

async fn show(service: &Service, id: Uuid) -> Result<String, StoreError> {
    let Some((seen, about)) = queue::letter(service, id).await? else { return Ok(format!("There is no {id}.")) };
    let referral = seen.job.referral().map_or_else(|| "-".to_owned(), |id| id.to_string());
    Ok(format!(
        "letter    {}\nkind      {}\nabout     {about}\nreferral  {referral}\nstate     {}\ntries     {}\nlast      {}\nmade      {}\nnext      {}",
        seen.id,
        seen.job.name(),
        seen.state,
        seen.attempts,
        seen.fault.as_deref().unwrap_or("no fault"),
        seen.made_at.format("%Y-%m-%d %H:%M:%S UTC"),
        seen.due_at.format("%Y-%m-%d %H:%M:%S UTC"),
    ))
}
