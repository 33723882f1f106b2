//! `waymark staff`: the first accounts of a service; later ones are made at the desk.

use std::process::ExitCode;

use clap::Subcommand;
use uuid::Uuid;

use super::{fail, parts};
use crate::app::assemble;
use crate::journeys::desk::accounts::{self, AccountFault, INVITATION, Invitee};
use crate::journeys::desk::invitations;
use crate::staff::Role;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Invite somebody; prints the link that only they should get
    Invite {
        /// Their e-mail address
        address: String,
        /// Their name
        #[arg(long)]
        name: String,
        /// What they will be
        #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(Role::ALL.map(|(_, id)| id)))]
        role: String,
        /// The centre they belong to; roles of the whole service have none
        #[arg(long, default_value = "")]
        centre: String,
    },
    /// List accounts
    List,
    /// Make a new invitation for somebody who lost theirs, or lost what they sign in with: all their sessions end
    Again {
        /// The id that `staff list` shows
        id: Uuid,
    },
    /// End an account and all its sessions
    End {
        /// The id that `staff list` shows
        id: Uuid,
    },
}

pub(super) async fn run(command: Command) -> ExitCode {
    let parts = match parts() {
        Ok(parts) => parts,
        Err(code) => return code,
    };
    if !parts.settings.role.opens_reports() {
        return fail("an intake host has no accounts: run this where the desk is");
    }
    let service = match assemble(parts).await {
        Ok(service) => service,
        Err(fault) => return fail(&fault.to_string()),
    };
    let outcome: Result<(), AccountFault> = match command {
        Command::Invite { address, name, role, centre } => {
            let Some(role) = Role::from_id(&role) else { return fail("no such role") };
            accounts::invite(&service, "command-line", Invitee { address, name, role, centre })
                .await
                .map(|link| print_link(&link))
        }
        Command::Again { id } => invitations::invite_again(&service, "command-line", id).await.map(|link| print_link(&link)),
        Command::List => accounts::members(&service, Uuid::nil(), None, i64::MAX).await.map_err(Into::into).map(|members| {
            for one in members {
                let last = one.account.last_at.map_or_else(|| "never signed in".to_owned(), |at| at.to_rfc3339());
                let whose = (one.account.role.id(), one.account.centre.as_str(), one.account.state.id());
                println!(
                    "{}  {:<15} {:<12} {:<8} {last}  {}",
                    one.account.id,
                    whose.0,
                    whose.1,
                    whose.2,
                    one.known.name.reveal()
                );
            }
        }),
        Command::End { id } => match accounts::end(&service, "command-line", id).await {
            Ok(true) => Ok(()),
            Ok(false) => return fail("there is no such account, or it is over already"),
            Err(error) => Err(error.into()),
        },
    };
    service.store.close().await;
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => fail(&fault.to_string()),
    }
}

/// The link alone goes to where a script reads it.
fn print_link(link: &str) {
    println!("{link}");
    eprintln!("Hand it over in person or by telephone. It ends after {} days, and once it is used.", INVITATION.num_days());
}
