//! `waymark audit`: whether the record of who did what is still what was written, and where its chain ends.

use std::process::ExitCode;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use clap::Subcommand;
use waymark_core::vault::{Keyring, Link, Vault};

use crate::commands::tools::{counted, fail, parts};
use crate::journeys::record::chain::{self, End, Walk};
use crate::journeys::record::gaps::{LookBack, gaps};
use crate::storage::Store;
use waymark_core::store_error::StoreError;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Walk the whole chain and say the first place where the record was changed, or that it adds up
    Verify {
        /// A head that was mailed or kept before: it must still be in the chain, or its end was removed
        #[arg(long, value_name = "HEX")]
        head: Option<String>,
    },
    /// Print where the chain ends: position, time and head, to be kept somewhere else
    Head,
}

pub(super) async fn run(command: Command) -> ExitCode {
    let parts = match parts() {
        Ok(parts) => parts,
        Err(code) => return code,
    };
    let sought = match &command {
        Command::Verify { head: Some(text) } => match Link::parse(text) {
            Some(link) => Some(link),
            None => return fail("--head takes 64 digits and letters a to f, as `waymark audit head` prints them"),
        },
        _ => None,
    };
    let keyring = match Keyring::read(&parts.settings.keys) {
        Ok(keyring) if keyring.has_desk_key() => keyring,
        Ok(_) => return fail("this keyring has no desk key: the chain is made, and can be checked, only where it is"),
        Err(fault) => return fail(&fault.to_string()),
    };
    let vault = Vault::new(keyring, Arc::clone(&parts.randomness));
    let store = match Store::open(&parts.settings.database).await {
        Ok(store) => store,
        Err(error) => return fail(&format!("the database cannot be used: {error}")),
    };
    let outcome = match command {
        Command::Head => chain::end(&store).await.map(|end| (ended(end.as_ref()), true)),
        Command::Verify { .. } => verify(&store, &vault, sought, parts.clock.now()).await,
    };
    store.close().await;
    match outcome {
        Ok((said, right)) => {
            println!("{said}");
            if right { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(error) => fail(&format!("the record cannot be read: {error}")),
    }
}

/// What the walk found, and whether all is right.
async fn verify(store: &Store, vault: &Vault, sought: Option<Link>, now: DateTime<Utc>) -> Result<(String, bool), StoreError> {
    let walk = chain::verify(store, vault, sought).await?;
    let mut lines = vec![found(&walk)];
    if walk.lacks_head() && walk.broken.is_none() {
        lines.push(
            "The head you gave is nowhere in this chain: its end was removed since, or that head is of another service."
                .to_owned(),
        );
    } else if let Some(position) = walk.found {
        lines.push(format!("The head you gave is at position {position}."));
    }
    lines.push(ended(chain::end(store).await?.as_ref()));
    let loose = chain::loose(store).await?;
    let line = counted(usize::try_from(loose).unwrap_or(usize::MAX), "line");
    lines.push(format!("Not chained yet: {line}."));
    if let (number, Some(first)) = walk.late {
        let line = counted(usize::try_from(number).unwrap_or(usize::MAX), "line");
        lines.push(format!(
            "Chained more than a day after their time: {line}, the first at position {first}. No process with the desk key ran then, or \
             somebody wrote them in later."
        ));
    }
    let gaps = gaps(&mut store.read().await?.tx(), now, LookBack::Whole).await?;
    lines.extend(gaps.iter().map(|gap| format!("Something is missing: {gap}.")));
    let right = walk.broken.is_none() && !walk.lacks_head() && gaps.is_empty();
    Ok((lines.join("\n"), right))
}

fn found(walk: &Walk) -> String {
    match &walk.broken {
        None => format!("The chain adds up from its beginning to position {}.", walk.links),
        Some(broken) => format!(
            "The record does not add up at position {}, line {}, {}: {}.\nUp to position {} all is as it was written.",
            broken.position,
            broken.line,
            broken.at.format("%Y-%m-%d %H:%M:%S UTC"),
            broken.wrong,
            walk.links,
        ),
    }
}

fn ended(end: Option<&End>) -> String {
    match end {
        None => "The chain has no link yet.".to_owned(),
        Some(end) => format!(
            "The chain ends at position {}, made {}.\nhead {}",
            end.position,
            end.at.format("%Y-%m-%d %H:%M:%S UTC"),
            end.head.to_hex()
        ),
    }
}
