//! Telling the person who reported that something changed: by e-mail alone, if they called it safe, and at the times that they called safe.
//! The letter says nothing of what it is about.

use std::sync::Arc;

use chrono::{DateTime, Duration, DurationRound, Utc};
use uuid::Uuid;
use waymark_core::clock::SafeTimes;
use waymark_core::handling::task::TaskKind;
use waymark_core::head::ReportState;
use waymark_core::report::incident::Role;
use waymark_core::report::reaching::News;
use waymark_core::report::{Contact, IncidentSection, Section};

use crate::journeys::case::handling;
use crate::journeys::case::letter::{Turn, message_id_from};
use crate::journeys::case::parts::first;
use crate::journeys::case::wishes::contact as contact_now;
use crate::journeys::service::Service;
use crate::letters;
use crate::post::mail::{Mail, Sender};
use crate::storage::case::report::{by_id, touch};
use crate::storage::case::task;
use crate::storage::{Tx, Write};
use waymark_core::store_error::StoreError;

/// How somebody with this contact hears that something changed: what is said before they send, and what is done later.
pub(crate) fn news_for(service: &Service, contact: &Contact, role: Role) -> News {
    let has_sender = !service.settings.operator.reporters.from_address.is_empty();
    match (safe_address(contact, role), contact.times()) {
        (None, _) => News::Look,
        (Some(_), SafeTimes::Within(_)) if has_sender => News::Letter,
        (Some(_), _) => News::Person,
    }
}

/// Works out whether and how the person is told, in the letter of this row.
pub(crate) async fn something_changed(service: &Arc<Service>, report: Uuid, row: Uuid) -> Result<Turn, StoreError> {
    let now = service.now();
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let Some(head) = by_id(tx, report).await?.filter(|head| head.state == ReportState::Open) else {
        return Ok(Turn::Drop("over"));
    };
    let Some(keys) = handling::keys(service, tx, head.id).await? else { return Ok(Turn::Drop("no-keys")) };
    let contact = contact_now(service, tx, head.id, &keys).await?;
    let story: IncidentSection = first(service, tx, head.id, Section::Incident, &keys).await?;
    let Some(to) = safe_address(&contact, story.reporter.role) else { return Ok(Turn::Drop("no-safe-way")) };
    let by_letter = news_for(service, &contact, story.reporter.role) == News::Letter;
    match contact.times().next(now).filter(|_| by_letter) {
        Some(next) if next > now => return Ok(Turn::Later(next_look(now))),
        Some(_) => {}
        None => {
            drop(conn);
            let centre = head.centre.clone();
            service.store.write(LeaveToAPerson { service: Arc::clone(service), report, centre }).await?;
            return Ok(Turn::Drop("no-safe-way"));
        }
    }
    let operator = &service.settings.operator;
    let asked = story.language.iter().map(String::as_str).chain(operator.languages.iter().map(String::as_str));
    let letter = letters::SomethingChanged { t: service.words.speaker(asked), demonstration: operator.demonstration }.letter();
    let of = [&row.as_bytes()[..], b"something-changed\0", to.as_bytes()].concat();
    let message_id = message_id_from(service, &operator.reporters.from_address, &of)?;
    Ok(Turn::Tell(Box::new(Mail {
        to,
        subject: letter.subject,
        body: letter.body,
        message_id,
        at: now,
        from: Sender::Reporters,
    })))
}

/// When it is looked at again whether the time is safe: the next quarter of an hour, whenever that will be. Anybody can read from the database
/// until when a letter was put off, and must not read from it when somebody is safe.
fn next_look(now: DateTime<Utc>) -> DateTime<Utc> {
    let quarter = Duration::minutes(15);
    now.duration_trunc(quarter).unwrap_or(now) + quarter
}

/// Their safe times are for a person to read: somebody at the desk tells them, once for all that is new.
struct LeaveToAPerson {
    service: Arc<Service>,
    report: Uuid,
    centre: Option<String>,
}

impl Write for LeaveToAPerson {
    type Done = ();

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        if !touch(tx, self.report, self.service.now()).await? {
            return Ok(());
        }
        let task = self.service.task(self.report, TaskKind::Tell, false, self.centre.as_deref());
        task::insert_once(tx, &task).await
    }
}

/// The reporter's own e-mail address, when they called it safe. No letter of ours goes where nobody knows whether it is an address.
pub(super) fn safe_address(contact: &Contact, role: Role) -> Option<String> {
    // A contact of somebody else is not theirs to be told by: that person may not know of the page.
    let of = contact.of.as_ref().map(waymark_core::vocabulary::Id::as_str);
    let own = match of {
        None | Some("reporter") => true,
        Some("victim") => role.is_the_victim(),
        Some(_) => false,
    };
    if contact.through_centre || !own {
        return None;
    }
    let safe = contact.methods.iter().find(|method| method.safe && !method.unchecked && method.kind.as_str() == "email")?;
    Some(safe.value.reveal().trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contact(json: &str) -> Contact {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn nobody_is_told_but_by_their_own_safe_address() {
        let method = |safe: bool| format!(r#""methods": [{{"kind": "email", "value": "a@b.example", "safe": {safe}}}]"#);
        let safe = contact(&format!("{{{}}}", method(true)));
        assert_eq!(safe_address(&safe, Role::Victim).as_deref(), Some("a@b.example"));
        assert!(safe_address(&contact(&format!("{{{}}}", method(false))), Role::Victim).is_none());
        let through = contact(&format!("{{\"through_centre\": true, {}}}", method(true)));
        assert!(safe_address(&through, Role::Victim).is_none());
        let theirs = contact(&format!("{{\"of\": \"victim\", {}}}", method(true)));
        assert!(safe_address(&theirs, Role::Witness).is_none() && safe_address(&theirs, Role::Victim).is_some());
        let phone = contact(r#"{"methods": [{"kind": "phone", "value": "07700 900123", "safe": true}]}"#);
        assert!(safe_address(&phone, Role::Victim).is_none());
        let typed = r#"{"kind": "email", "value": "sam..doe@b.example", "safe": true, "unchecked": true}"#;
        assert!(safe_address(&contact(&format!("{{\"methods\": [{typed}]}}")), Role::Victim).is_none(), "only people use it");
        let fine = r#"{"kind": "email", "value": "a@b.example", "safe": true}"#;
        let both = format!("{{\"methods\": [{typed}, {fine}]}}");
        assert_eq!(safe_address(&contact(&both), Role::Victim).as_deref(), Some("a@b.example"));
    }
}
