//! Where a report stands: every state of a referral, in every place that speaks of it, in the same words.

use serde_json::{Value as Json, json};
use uuid::Uuid;
use waymark::journeys::person::just_sent;
use waymark::journeys::person::submit::Receipted;
use waymark::storage::case::referral;
use waymark::storage::{Tx, Write};
use waymark_core::referral::{Answer, DeclineReason, State, Step};
use waymark_core::staff::Role;
use waymark_core::store_error::StoreError;
use waymark_core::vault::Reference;

use crate::app::{Browser, TestApp};
use crate::desk::{invited, reference};
use crate::stories;

/// Takes a referral of a report through these steps, as the service would.
struct Steps {
    report: Uuid,
    agency: &'static str,
    taken: Vec<Step>,
    at: chrono::DateTime<chrono::Utc>,
}

impl Write for Steps {
    type Done = ();

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        let all = referral::of_report(tx, self.report).await?;
        let mut one = all.into_iter().find(|one| one.agency.as_str() == self.agency).unwrap();
        for step in &self.taken {
            let moved = one.take(*step, self.at).unwrap();
            assert!(referral::step(tx, &one, moved).await?);
        }
        Ok(())
    }
}

async fn steps(app: &TestApp, receipted: &Json, agency: &'static str, steps: Vec<Step>) {
    let service = app.app.running.service();
    let reference = Reference::parse(receipted["reference"].as_str().unwrap()).unwrap();
    let mut conn = service.store.read().await.unwrap();
    let head = waymark::storage::case::report::by_reference(&mut conn.tx(), &reference).await.unwrap().unwrap();
    drop(conn);
    service.store.write(Steps { report: head.id, agency, taken: steps, at: service.now() }).await.unwrap();
}

/// The first page that a receipt opens, and all of it.
async fn own_page(app: &TestApp, receipted: &Json) -> (Browser, String, String) {
    let browser = app.browser();
    let page = browser.get("/your-report").await;
    let first = browser.submit(&page, "/your-report", &[("receipt", receipted["receipt"].as_str().unwrap())]).await.text();
    let all = browser.get("/your-report/details").await.text();
    (browser, first, all)
}

/// What a page says, without what is no word.
fn words(html: &str) -> String {
    html.replace("&#39;", "'")
        .split('<')
        .filter_map(|piece| piece.split_once('>'))
        .map(|(_, text)| text)
        .collect::<Vec<_>>()
        .join(" ")
}

fn as_receipted(receipted: &Json) -> Receipted {
    serde_json::from_value(receipted.clone()).unwrap()
}

/// Every state: the steps that lead to it, what the organisation did last, and what the first line says.
fn walks(app: &TestApp) -> Vec<(State, Vec<Step>, &'static str, &'static str)> {
    let sent = Step::Sent { until: Some(app.clock_time() + chrono::Duration::days(2)) };
    let (takes, closes) = (Step::Answer(Answer::Accept), Step::Answer(Answer::Close));
    let no = Step::Answer(Answer::Decline(DeclineReason::NoCapacity));
    vec![
        (State::Queued, vec![], "It has not left yet.", "It is to go to 1 organisation, and has not left yet."),
        (
            State::Sent,
            vec![sent],
            "We sent it to them.",
            "We sent your report to 1 organisation. It has not told us yet that it arrived.",
        ),
        (State::Bounced, vec![sent, Step::Bounced], "Our letter to them came back.", "our letter did not arrive"),
        (State::Undeliverable, vec![Step::GivenUp], "Our letter could not reach them.", "our letter did not arrive"),
        (
            State::Acknowledged,
            vec![sent, Step::Acknowledge],
            "They told us that it arrived.",
            "1 organisation has told us that your report arrived.",
        ),
        (State::Accepted, vec![sent, takes], "They took it on.", "1 organisation took on your report."),
        (
            State::Declined,
            vec![sent, no],
            "They told us that they cannot take it on.",
            "1 organisation has told us that it cannot help.",
        ),
        (
            State::Closed,
            vec![sent, takes, closes],
            "They told us that they are done.",
            "1 organisation has told us that it is done.",
        ),
        (
            State::Withdrawn,
            vec![sent, Step::Withdraw],
            "This was stopped. They can no longer open it here.",
            "We have your report.",
        ),
        (State::Rerouted, vec![sent, Step::Replace], "This has ended. They can no longer open it here.", "We have your report."),
        (
            State::Withdrawn,
            vec![Step::Withdraw],
            "This ended before it reached them. They cannot open it here.",
            "We have your report.",
        ),
    ]
}

stories! {
    async fn every_state_is_said_in_the_same_words_in_every_place_and_nothing_is_passed_that_has_not_left(app: TestApp) {
        let person = invited(&app, Role::Coordinator, "").await;
        person.sign_in(&app).await;
        for state in State::ALL {
            assert!(walks(&app).iter().any(|(known, ..)| *known == state), "{} is not walked", state.id());
        }
        for (state, taken, last, first_line) in walks(&app) {
            let mut report = app.report();
            report["permission"] = json!({"agencies": {"tees-pride": {"support": "full"}}});
            let receipted = app.submit(&report).await;
            let left = taken.iter().any(|step| matches!(step, Step::Sent { .. })) && !matches!(state, State::Bounced);
            steps(&app, &receipted, "tees-pride", taken).await;
            let view = app.view(&receipted).await;
            let held = &view["referrals"][0];
            assert_eq!((&held["state"], &held["state_in_words"]), (&json!(state.id()), &json!(last)), "{view}");
            let line = held["timeline"].as_array().unwrap();
            assert_eq!(line.last().unwrap()["in_words"], last);
            let next = held["next"]["in_words"].as_str().unwrap();
            let status = view["status"].as_str().unwrap();
            assert!(status.contains(first_line), "{}: {status}", state.id());

            let stands = just_sent::stands(&app.app.running.service(), &as_receipted(&receipted), &app.app.running.service().words.speaker(["en"])).await.unwrap();
            let (happened, then) = stands.each[0].as_ref().unwrap();
            assert_eq!((stands.headline.as_str(), happened.last().unwrap().in_words.as_str(), then.in_words.as_str()), (status, last, next), "the receipt");

            let (_, first, all) = own_page(&app, &receipted).await;
            let inbox = person.browser.get("/desk").await;
            let desk = words(&person.open(&inbox, &reference(&receipted)).await.text());
            let (first, all) = (words(&first), words(&all));
            assert!(first.contains(status) && !first.contains("Tees Pride"), "{}: {first}", state.id());
            for (place, page) in [("own page", &all), ("desk", &desk)] {
                assert!(page.contains(last) && page.contains(next), "{}, {place}: {page}", state.id());
                for event in line {
                    assert!(page.contains(event["in_words"].as_str().unwrap()), "{}, {place}: {event}", state.id());
                }
            }
            if !left {
                let said = [status.to_owned(), all, desk, view.to_string()].join("\n").to_lowercase();
                for never in ["we sent", "passed your report", "has it", "we passed", "told us that it arrived"] {
                    assert!(!said.contains(never), "{}: \"{never}\" of what has not left: {said}", state.id());
                }
            }
        }
        app.finish_with_trouble().await;
    }

    async fn a_no_says_why_and_what_happens_now(app: TestApp) {
        let mut report = app.report();
        report["permission"] = json!({"agencies": {"tees-pride": {"support": "full"}}});
        let receipted = app.submit(&report).await;
        app.deliver_mail().await;
        let link = app.letters_to("referrals@tees-pride").remove(0).link();
        let service = app.app.running.service();
        let link = waymark::journeys::organisation::link::follow(&service, &link[3..]).await.unwrap();
        let no = Answer::Decline(DeclineReason::NoCapacity);
        waymark::journeys::organisation::answer::answer(&service, &link, no).await.unwrap();
        let view = app.view(&receipted).await;
        let held = &view["referrals"][0];
        let line = held["timeline"].as_array().unwrap();
        assert_eq!(line.iter().map(|event| event["what"].as_str().unwrap()).collect::<Vec<_>>(), ["sent", "arrived", "cannot"]);
        assert!(line.iter().all(|event| event["at"].is_string()), "each has its day: {held}");
        assert_eq!((&line[2]["why"], &held["next"]["what"]), (&json!("They have no room to help right now."), &json!("looking")), "{held}");
        assert_eq!(view["status"], "1 organisation has told us that it cannot help.");
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn who_only_counts_is_never_told_as_help(app: TestApp) {
        let mut report = app.report();
        report["permission"] = json!({"purposes": {"inform": "anonymous"}});
        let receipted = app.submit(&report).await;
        for _ in 0..2 {
            let status = app.view(&receipted).await["status"].as_str().unwrap().to_owned();
            assert_eq!(status, "Nobody is asked to help you now. 1 organisation is to count what happened.");
            app.deliver_mail().await;
        }
        app.finish().await;
    }

    async fn the_next_date_is_the_one_that_was_promised_until_it_is_over(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        app.deliver_mail().await;
        let status = async || app.view(&receipted).await["status"].as_str().unwrap().to_owned();
        assert!(status().await.ends_with("The next answer should come by 24 November 2026."), "{}", status().await);
        app.advance("5 days");
        assert!(status().await.contains("An answer should have come by 24 November 2026. It is late."), "{}", status().await);
        crate::told::acknowledge(&app, "referrals@tees-pride").await;
        assert!(status().await.ends_with("No day is set for the next step."), "{}", status().await);
        app.deliver_mail().await;
        app.finish().await;
    }
}
