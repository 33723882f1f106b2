//! What stays of a form that was sent: that it was sent, for whoever sends it again from an old tab; and its receipt, sealed under a word,
//! for whoever had to leave before it was saved.

use chrono::Duration;
use serde::Serialize;
use serde::de::DeserializeOwned;
use waymark_core::report::Told;
use waymark_core::vault::secrets::stretch;

use crate::journeys::service::Service;
use crate::journeys::service::sessions::{self, Kind, Secret};
use waymark_core::store_error::StoreError;

/// How long it is known that a form was sent: as long as it may stay open.
const KNOWN: Duration = Duration::hours(24);
/// How often a word may be tried. Then nothing waits any more: nobody who comes to the screen guesses for an hour.
const GUESSES: u32 = 10;

/// Notes that the form with this id was sent. Nothing is kept but that.
///
/// # Errors
/// When it cannot be made durable.
pub async fn note(service: &Service, form: &str) -> Result<(), StoreError> {
    // A form that was begun before forms had ids.
    if form.is_empty() {
        return Ok(());
    }
    sessions::keep_in(service, &service.vault.locker(Kind::Sent.id(), &[form.as_bytes()]), Kind::Sent.id(), KNOWN, &()).await
}

/// Whether the form with this id was sent.
///
/// # Errors
/// When storage fails.
pub async fn was_sent(service: &Service, form: &str) -> Result<bool, StoreError> {
    let locker = service.vault.locker(Kind::Sent.id(), &[form.as_bytes()]);
    Ok(sessions::find_in::<()>(service, &locker, Kind::Sent).await?.is_some())
}

/// Lets `what` wait for whoever brings the secret and the word, for an hour from now.
///
/// # Errors
/// When it cannot be made durable.
pub async fn let_wait<T: Serialize>(service: &Service, secret: &Secret, word: &Told, what: &T) -> Result<(), StoreError> {
    let key = key_of(service, secret, word).await?;
    sessions::keep(service, secret, Kind::Guesses, &0_u32).await?;
    let locker = secret.locker_with(service, Kind::Waiting, &key);
    sessions::keep_in(service, &locker, Kind::Waiting.id(), Kind::Waiting.lasts(), what).await
}

/// Lets what waits wait for an hour from now.
///
/// # Errors
/// When it cannot be made durable.
pub async fn wait_on(service: &Service, secret: &Secret) -> Result<(), StoreError> {
    for kind in [Kind::Waiting, Kind::Guesses] {
        sessions::prolong(service, secret, kind, kind.lasts()).await?;
    }
    Ok(())
}

/// Whether something waits for the secret.
///
/// # Errors
/// When storage fails.
pub async fn waits(service: &Service, secret: &Secret) -> Result<bool, StoreError> {
    Ok(sessions::find::<u32>(service, secret, Kind::Guesses).await?.is_some())
}

/// What waits for whoever brings the secret and the word. It takes as long when nothing does.
///
/// # Errors
/// When storage fails.
pub async fn opened_by<T: DeserializeOwned>(service: &Service, secret: &Secret, word: &Told) -> Result<Option<T>, StoreError> {
    let guess = |count: &mut u32| {
        *count += 1;
        (Kind::Guesses.lasts(), *count)
    };
    let guesses = sessions::change(service, secret, Kind::Guesses, guess).await?.map(|(_, count)| count);
    let key = key_of(service, secret, word).await?;
    if guesses.is_some_and(|count| count > GUESSES) {
        wait_no_longer(service, secret).await?;
        return Ok(None);
    }
    let found = sessions::find_in(service, &secret.locker_with(service, Kind::Waiting, &key), Kind::Waiting).await?;
    if found.is_some() {
        sessions::keep(service, secret, Kind::Guesses, &0_u32).await?;
    }
    Ok(found.map(|(what, _)| what))
}

/// Lets nothing wait for the secret.
///
/// # Errors
/// When it cannot be made durable.
pub async fn wait_no_longer(service: &Service, secret: &Secret) -> Result<(), StoreError> {
    for kind in [Kind::Waiting, Kind::Guesses] {
        sessions::end(service, secret, kind).await?;
    }
    Ok(())
}

/// The word as a key: as slow to try as a password.
async fn key_of(service: &Service, secret: &Secret, word: &Told) -> Result<[u8; 32], StoreError> {
    let (word, salt) = (word.clone(), secret.salt(service));
    let _turn = service.hashing.acquire().await.map_err(|_| StoreError::Closed)?;
    let stretched = tokio::task::spawn_blocking(move || stretch(&word, &salt)).await.map_err(|_| StoreError::Closed)?;
    stretched.ok_or(StoreError::Closed)
}
