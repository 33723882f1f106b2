//! `waymark staff`: the first accounts of a service; later ones are made at the desk.

use std::process::ExitCode;

use clap::Subcommand;
use uuid::Uuid;
use waymark_core::handling::record::Actor;
use waymark_core::staff::Role;

use crate::app::assemble;
use crate::commands::tools::{fail, parts};
use crate::journeys::desk::door::accounts::{self, AccountFault, INVITATION};
use crate::journeys::desk::door::invitations;
use crate::journeys::desk::door::inviting::{InviteFault, Invitee, invite};

#[derive(Subcommand)]
pub(super) enum Command {
    /// Invite somebody; prints the link that only they should get
    Invite {
        /// Their e-mail address
        #[arg(default_value = "", hide_default_value = true)]
        address: String,
        /// Their name
        #[arg(long, default_value = "", hide_default_value = true)]
        name: String,
        // What is missing is said together with all else that is wrong, and not by the parser, which names one thing.
        #[arg(long, default_value = "", hide_default_value = true, help = roles())]
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
            match invite(&service, &Actor::CommandLine, None, Invitee { name, address, role, centre }).await {
                Ok(link) => {
                    print_link(&link);
                    Ok(())
                }
                Err(InviteFault::Store(error)) => Err(error.into()),
                Err(wrong) => {
                    service.store.close().await;
                    let lines: String = wrong.to_string().lines().map(|line| format!("\n  {line}")).collect();
                    return fail(&format!("nobody was invited:{lines}"));
                }
            }
        }
        Command::Again { id } => invitations::invite_again(&service, &Actor::CommandLine, id).await.map(|link| print_link(&link)),
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
        Command::End { id } => match accounts::end(&service, &Actor::CommandLine, id).await {
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

/// Help for `--role`.
fn roles() -> String {
    format!("What they will be: {}", Role::IDS.join(", "))
}

/// The link alone goes to where a script reads it.
fn print_link(link: &str) {
    println!("{link}");
    eprintln!("Hand it over in person or by telephone. It ends after {} days, and once it is used.", INVITATION.num_days());
}
