//! `waymark keys`: make, list, rotate, retire, and the public part for an intake host.

use std::process::ExitCode;
use std::sync::Arc;

use clap::Subcommand;
use waymark_core::vault::{KeyVersion, Keyring, Vault};

use crate::app::Parts;
use crate::commands::tools::{counted, fail, parts};
use crate::journeys::service::keys::{fit, release, rewrap_all};
use crate::storage::Store;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Make a new keyring file; never over another
    New,
    /// List the service's key pairs
    List,
    /// Add a key pair and wrap the keys of every report to it; touches no report's content
    Rotate,
    /// Destroy an old private key, once no report needs it
    Retire {
        /// The number that `keys list` shows
        version: KeyVersion,
    },
    /// Print the keyring for an intake host: public keys and pepper alone
    Public,
}

pub(super) async fn run(command: Command) -> ExitCode {
    let parts = match parts() {
        Ok(parts) => parts,
        Err(code) => return code,
    };
    match carry_out(command, parts).await {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(fault) => fail(&fault),
    }
}

async fn carry_out(command: Command, parts: Parts) -> Result<String, String> {
    let path = parts.settings.keys.clone();
    let words = |fault: waymark_core::vault::KeyringFault| fault.to_string();
    if matches!(command, Command::New) {
        let keyring = Keyring::create(parts.clock.now(), &*parts.randomness);
        keyring.write_new(&path).map_err(words)?;
        return Ok(format!(
            "Made {}. Keep a copy apart from the copies of the database: without it nothing opens.",
            path.display()
        ));
    }
    let mut keyring = Keyring::read(&path).map_err(words)?;
    match command {
        Command::New => Ok(String::new()),
        Command::List => Ok(list(&keyring)),
        Command::Public => Ok(keyring.public().to_text().trim_end().to_owned()),
        Command::Rotate => rotate(&parts, keyring).await,
        Command::Retire { version } => {
            let store = open(&parts).await?;
            // Nothing is destroyed before it is certain that it can be: the newest, or a number that is not there, is refused first.
            keyring.retire(version).map_err(words)?;
            release(&store, version).await.map_err(|fault| fault.to_string())?;
            store.close().await;
            keyring.write(&path).map_err(words)?;
            Ok(format!(
                "Destroyed private key {version}. A process that was not restarted since the key was rotated takes nothing in until it is. Copies of the old keyring still hold it: destroy them too."
            ))
        }
    }
}

async fn open(parts: &Parts) -> Result<Store, String> {
    Store::open(&parts.settings.database).await.map_err(|error| format!("the database cannot be used: {error}"))
}

fn list(keyring: &Keyring) -> String {
    let mut lines = vec!["  number  made                  private  fingerprint".to_owned()];
    for (version, made, private) in keyring.versions() {
        let newest = if version == keyring.newest() { "  newest" } else { "" };
        let here = if private { "here" } else { "no" };
        lines.push(format!("  {version:>6}  {made}  {here:<7}  {}{newest}", keyring.fingerprint(version).unwrap_or_default()));
    }
    lines.join("\n")
}

/// The new key is in the file before anything is sealed to it, so that a fault on the way leaves nothing that cannot be opened. Run
/// again, it makes another key and wraps everything to that one.
async fn rotate(parts: &Parts, mut keyring: Keyring) -> Result<String, String> {
    let store = open(parts).await?;
    let now = parts.clock.now();
    fit(&store, &keyring, parts.settings.role, now).await.map_err(|fault| fault.to_string())?;
    let version = keyring.rotate(now, &*parts.randomness);
    keyring.write(&parts.settings.keys).map_err(|fault| fault.to_string())?;
    fit(&store, &keyring, parts.settings.role, now).await.map_err(|fault| fault.to_string())?;
    let vault = Arc::new(Vault::new(keyring, Arc::clone(&parts.randomness)));
    let done = rewrap_all(&store, &vault).await.map_err(|error| error.to_string())?;
    store.close().await;
    Ok(format!(
        "Made key {version}; the keys of {} were wrapped to it.\nRestart every process of the service, and give intake hosts `waymark keys public` again. \
         Then `waymark keys retire` destroys an older key.",
        counted(done, "report")
    ))
}
