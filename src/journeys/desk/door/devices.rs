//! Devices on which somebody signed in before. One is told by a cookie that only the desk key makes; nothing of it is stored. Whoever guesses
//! elsewhere slows nobody down there.

use data_encoding::BASE64URL_NOPAD;
use uuid::Uuid;

use crate::journeys::desk::door::accounts::{Member, mark, member};
use crate::journeys::service::Service;
use crate::storage::people::staff;
use waymark_core::store_error::StoreError;

/// A device, by a random name.
pub type Device = [u8; 16];

/// Signing out everywhere makes every device a strange one.
fn made_of(account: Uuid, epoch: i64, device: &[u8]) -> Vec<u8> {
    [&account.as_bytes()[..], &epoch.to_be_bytes(), device].concat()
}

/// What a device on which somebody has just signed in holds on to.
///
/// # Errors
/// When this process has no desk key.
pub fn remember(service: &Service, member: &Member) -> Result<String, StoreError> {
    let mut device: Device = [0; 16];
    service.vault.randomness().fill(&mut device);
    let mark = service.vault.mark("device", &made_of(member.account.id, member.account.epoch, &device))?;
    Ok(BASE64URL_NOPAD.encode(&[device, mark].concat()))
}

fn of(service: &Service, cookie: &str, account: Uuid, epoch: i64) -> Result<Option<Device>, StoreError> {
    let bytes = BASE64URL_NOPAD.decode(cookie.as_bytes()).unwrap_or_default();
    let Some((device, given)) = bytes.split_at_checked(16) else { return Ok(None) };
    let right = service.vault.is_mark("device", &made_of(account, epoch, device), given)?;
    Ok(device.try_into().ok().filter(|_| right))
}

/// The device of this cookie, if the account of this address signed in on it before.
pub async fn of_address(service: &Service, address: &str, cookie: &str) -> Result<Option<Device>, StoreError> {
    let mark = mark(service, address)?;
    let mut conn = service.store.read().await?;
    let account = staff::by_mark(&mut conn.tx(), &mark).await?;
    drop(conn);
    let (id, epoch) = account.map_or((Uuid::nil(), 0), |one| (one.id, one.epoch));
    of(service, cookie, id, epoch)
}

/// The device of this cookie, if this account signed in on it before.
pub async fn of_account(service: &Service, id: Uuid, cookie: &str) -> Result<Option<Device>, StoreError> {
    let Some(member) = member(service, id).await? else { return Ok(None) };
    of(service, cookie, id, member.account.epoch)
}
