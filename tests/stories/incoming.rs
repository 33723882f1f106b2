//! What comes in by mail: bounces of our letters, answers of machines, and letters that a person has to look at.

use std::path::PathBuf;
use std::sync::Arc;

use serde_json::{Value as Json, json};
use waymark::journeys::desk::duty::call::daily;
use waymark::journeys::due::come_in::{CameIn, MOST, come_in};
use waymark_core::staff::Role;

use crate::app::{Answer, Engine, Letter, TestApp};
use crate::desk::{Person, invited, reference};
use crate::stories;

/// A bounce as Exim writes it, of the letter with this Message-ID.
pub(crate) fn bounce(letter: &Letter) -> String {
    include_str!("exim_bounce.txt").replace("MESSAGE-ID", letter.id.trim_matches(['<', '>']))
}

/// The Maildir of a story.
fn maildir(app: &TestApp) -> PathBuf {
    let folder = app.app.service.settings.mail_in.clone().unwrap();
    for sub in ["new", "cur", "tmp"] {
        std::fs::create_dir_all(folder.join(sub)).unwrap();
    }
    folder
}

/// A mail server delivers something, under this name.
pub(crate) fn arrives(app: &TestApp, name: &str, bytes: impl AsRef<[u8]>) {
    std::fs::write(maildir(app).join("new").join(name), bytes).unwrap();
}

pub(crate) async fn taken_in(app: &TestApp) -> CameIn {
    let done = come_in(&app.app.running.service()).await;
    let left =
        std::fs::read_dir(maildir(app).join("new")).unwrap().filter(|file| file.as_ref().unwrap().path().is_file()).count();
    assert_eq!(left, done.failed, "what was dealt with is gone");
    done
}

fn bounced(number: usize) -> CameIn {
    CameIn { bounced: number, ..CameIn::default() }
}

fn unknown(number: usize) -> CameIn {
    CameIn { unknown: number, ..CameIn::default() }
}

async fn count(app: &TestApp, table: &str) -> String {
    app.one_text(&format!("SELECT CAST(COUNT(*) AS TEXT) FROM {table}")).await
}

async fn coordinator(app: &TestApp) -> (Person, Answer) {
    let person = invited(app, Role::Coordinator, "").await;
    let inbox = person.sign_in(app).await;
    (person, inbox)
}

/// A letter that somebody wrote, each word of it a seed.
fn written(app: &TestApp) -> (String, [String; 3]) {
    let words = [app.seed("sender"), app.seed("subject"), app.seed("words")];
    let [from, subject, text] = &words;
    let letter = format!(
        "Return-path: <{from}@mail.example>\nFrom: Sam {from} <{from}@mail.example>\nTo: referrals@waymark.example\n\
         Subject: {subject}\nMessage-ID: <x@mail.example>\n\nHello,\n{text} <script>alert(1)</script>\n"
    );
    (letter, words)
}

/// The addresses of the letters in the list.
fn addresses(page: &Answer) -> Vec<String> {
    let text = page.text();
    text.split("action=\"/desk/mail/").skip(1).map(|rest| format!("/desk/mail/{}", rest.split('"').next().unwrap())).collect()
}

fn of<'v>(view: &'v Json, agency: &str) -> &'v Json {
    view["referrals"].as_array().unwrap().iter().find(|held| held["agency"] == agency).unwrap()
}

stories! {
    async fn a_notice_that_comes_back_is_not_called_sent_and_can_still_be_acknowledged(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        app.deliver_mail().await;
        let notice = app.letters_to("referrals@tees-pride").remove(0);
        app.guard_but_in_mail(&notice.link()[3..]);
        assert!(of(&app.view(&receipted).await, "tees-pride")["due_at"].is_string());
        arrives(&app, "1.host", bounce(&notice));
        assert_eq!(taken_in(&app).await, bounced(1));
        let view = app.view(&receipted).await;
        let held = of(&view, "tees-pride");
        assert_eq!((&held["state"], &held["sent_at"], &held["due_at"]), (&json!("bounced"), &Json::Null, &Json::Null), "{held}");
        assert_eq!((&held["delivered_at"], &held["overdue"]), (&Json::Null, &json!(false)), "never received");
        assert_eq!(of(&view, "open-tally")["state"], "sent", "the other letter did not come back");

        arrives(&app, "1.host", bounce(&notice));
        arrives(&app, "2.host", bounce(&notice));
        assert_eq!(taken_in(&app).await, CameIn { bounced: 1, known: 1, ..CameIn::default() });
        assert_eq!(count(&app, "task WHERE kind = 'undelivered' AND done_at IS NULL").await, "1", "one task");
        assert_eq!(count(&app, "audit WHERE action = 'letter-came-back'").await, "1");

        let (person, inbox) = coordinator(&app).await;
        assert!(inbox.text().contains("A letter could not be delivered"), "{}", inbox.text());
        let case = person.open(&inbox, &reference(&receipted)).await.text();
        assert!(case.contains("A letter came back") && case.contains("5.0.0"), "{case}");

        let browser = app.browser();
        let page = browser.get(&notice.link()).await;
        assert!(page.text().contains("Our e-mail did not reach you"), "{}", page.text());
        browser.submit(&page, &format!("{}/acknowledge", notice.link()), &[("name", &app.seed("Officer"))]).await;
        assert_eq!(of(&app.view(&receipted).await, "tees-pride")["state"], "acknowledged", "it arrived all the same");
        arrives(&app, "3.host", bounce(&notice));
        taken_in(&app).await;
        assert_eq!(of(&app.view(&receipted).await, "tees-pride")["state"], "acknowledged");
        app.finish_with_trouble().await;
    }

    async fn a_letter_that_came_back_waits_in_the_queue_and_can_be_sent_again(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        app.deliver_mail().await;
        let notice = app.letters_to("referrals@tees-pride").remove(0);
        for (number, name) in [(1, "1.host"), (2, "2.host")] {
            arrives(&app, name, bounce(&notice));
            assert_eq!(taken_in(&app).await, bounced(1));
            assert_eq!(of(&app.view(&receipted).await, "tees-pride")["state"], "bounced");
            let (seen, _) = waymark::journeys::due::queue::letters(&app.app.service, 10).await.unwrap().remove(0);
            assert_eq!((seen.state.as_str(), seen.fault.as_deref()), ("given-up", Some("bounced")));
            app.advance("1 hour");
            assert!(waymark::journeys::due::queue::retry(&app.app.service, seen.id).await.unwrap());
            assert_eq!(app.deliver_mail().await.sent, 2, "sent again, {number}, and the person hears that their page changed");
            assert_eq!(app.letters_to_people().len(), number);
            let view = app.view(&receipted).await;
            let held = of(&view, "tees-pride");
            assert!(held["state"] == "sent" && held["due_at"].is_string(), "its clock runs anew: {held}");
        }
        app.finish().await;
    }

    async fn delays_and_answers_of_machines_change_nothing_and_are_gone(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        app.deliver_mail().await;
        let notice = app.letters_to("referrals@tees-pride").remove(0);
        let before = (app.view(&receipted).await, count(&app, "task").await);
        arrives(&app, "1.host", bounce(&notice).replace("Action: failed", "Action: delayed").replace("5.0.0", "4.2.2"));
        let (letter, _) = written(&app);
        arrives(&app, "2.host", format!("Auto-Submitted: auto-replied\nIn-Reply-To: {}\n{letter}", notice.id));
        arrives(&app, "3.host", format!("Precedence: bulk\n{letter}"));
        assert_eq!(taken_in(&app).await, CameIn { nothing: 3, ..CameIn::default() });
        assert_eq!((app.view(&receipted).await, count(&app, "task").await), before);
        assert_eq!(count(&app, "unknown_mail").await, "0");
        app.finish().await;
    }

    async fn a_bounce_of_a_letter_to_a_reporter_tells_nobody_and_is_seen_at_the_desk(app: TestApp) {
        let protect = json!({"incident": {"types": ["threat"], "where": {"area": "E06000004"}}, "permission": {"purposes": {"protect": "full"}}});
        for _ in 0..2 {
            app.submit(&protect).await;
        }
        let address = app.address("safe");
        let mut report = protect.clone();
        report["contact"] = json!({"of": "victim", "methods": [{"kind": "email", "value": address, "safe": true}]});
        let receipted = app.submit(&report).await;
        app.advance("14 days");
        app.lapse().await;
        app.deliver_mail().await;
        let told = app.letters_to(&address).remove(0);
        let (letters, before) = (app.letters().len(), app.view(&receipted).await);
        arrives(&app, "1.host", bounce(&told));
        assert_eq!(taken_in(&app).await, bounced(1));
        app.deliver_mail().await;
        assert_eq!((app.letters().len(), app.view(&receipted).await), (letters, before), "nobody is told anything");
        let (person, inbox) = coordinator(&app).await;
        let case = person.open(&inbox, &reference(&receipted)).await.text();
        assert!(case.contains("A letter could not be delivered") && case.contains("The letter to the person who reported."), "{case}");
        app.finish_with_trouble().await;
    }

    async fn a_letter_nobody_recognised_is_opened_by_a_coordinator_and_put_with_a_report(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        let (letter, [from, subject, text]) = written(&app);
        arrives(&app, "1.host", &letter);
        assert_eq!(taken_in(&app).await, unknown(1));
        let (person, inbox) = coordinator(&app).await;
        assert!(inbox.text().contains("1 letter nobody recognised"), "{}", inbox.text());
        let list = person.browser.get("/desk/mail").await;
        assert!(list.text().contains(&from) && list.text().contains(&subject) && !list.text().contains(&text), "{}", list.text());
        let at = addresses(&list).remove(0);
        assert_eq!(person.browser.get(&at).await.header("location"), "/desk/mail", "it is opened first, which is written down");
        let opened = person.browser.submit(&list, &at, &[]).await;
        assert!(opened.text().contains(&text) && opened.text().contains("&#60;script&#62;"), "{}", opened.text());
        assert_eq!(count(&app, "audit WHERE action = 'unknown-mail-opened' AND actor LIKE 'staff:%'").await, "1");

        let blank = person.browser.submit_only(&opened, &format!("{at}/done"), &[("note", " ")]).await.text();
        assert!(blank.contains("href=\"#note\""), "{blank}");
        let lost = person.browser.submit_only(&opened, &format!("{at}/link"), &[("reference", "WM-0000-0000")]).await.text();
        assert!(lost.contains("href=\"#reference\"") && lost.contains("value=\"WM-0000-0000\""), "{lost}");
        let linked = person.browser.submit(&opened, &format!("{at}/link"), &[("reference", &reference(&receipted))]).await;
        assert!(linked.text().contains("among the notes of the report") && addresses(&linked).is_empty(), "{}", linked.text());
        let again = person.browser.submit_only(&opened, &format!("{at}/done"), &[("note", "twice")]).await;
        assert_eq!(again.status, 404, "it is dealt with once");
        let inbox = person.browser.get("/desk").await;
        assert!(!inbox.text().contains("nobody recognised"), "{}", inbox.text());
        let case = person.open(&inbox, &reference(&receipted)).await.text();
        assert!(case.contains(&from) && case.contains(&subject) && case.contains(&text), "{case}");
        assert!(!serde_json::to_string(&app.view(&receipted).await).unwrap().contains(&text), "no receipt opens it");
        assert!(person.browser.get("/desk/mail?all-done").await.text().contains(&reference(&receipted)));

        app.with_receipt(reqwest::Method::DELETE, "/api/v1/report", &receipted, None).await;
        app.advance("8 days");
        app.tend().await;
        assert_eq!(count(&app, "unknown_mail").await, "0", "it goes with its report");
        app.advance("91 days");
        app.tend().await;
        assert_eq!((count(&app, "letter").await.as_str(), count(&app, "report").await.as_str()), ("0", "0"));
        app.finish().await;
    }

    async fn what_was_done_with_a_letter_is_noted_and_after_ninety_days_it_is_destroyed(app: TestApp) {
        for name in ["1.host", "2.host"] {
            arrives(&app, name, written(&app).0);
        }
        assert_eq!(taken_in(&app).await, unknown(2));
        daily(&app.app.running.service()).await.unwrap();
        app.deliver_mail().await;
        let morning = app.letters_to("coordinator@waymark.example").into_iter().find(|letter| letter.subject.contains("What waits")).unwrap();
        assert!(morning.body.contains("Letters nobody recognised: 2"), "{}", morning.body);
        let (person, inbox) = coordinator(&app).await;
        assert!(inbox.text().contains("2 letters nobody recognised"));
        let list = person.browser.get("/desk/mail").await;
        let at = addresses(&list).remove(0);
        let opened = person.browser.submit(&list, &at, &[]).await;
        let note = app.seed("became");
        let done = person.browser.submit(&opened, &format!("{at}/done"), &[("note", &note)]).await;
        assert!(done.text().contains("The letter is done") && addresses(&done).len() == 1, "{}", done.text());
        let list = person.browser.get("/desk/mail?all-done").await;
        assert!(list.text().contains(&note), "{}", list.text());
        app.advance("89 days");
        app.tend().await;
        assert_eq!(count(&app, "unknown_mail").await, "2");
        app.advance("1 day");
        app.tend().await;
        assert_eq!(count(&app, "unknown_mail").await, "1", "what waits still waits");
        app.finish().await;
    }

    async fn nothing_that_was_sent_stops_the_round_and_a_long_letter_is_cut(app: TestApp) {
        let (letter, [_, subject, _]) = written(&app);
        let long = format!("{letter}{}", "line\n".repeat(MOST / 4));
        arrives(&app, "1.host", b"\xff\xfe\x00\x01 neither headers nor words");
        arrives(&app, "2.host", b"");
        arrives(&app, "3.host", &long);
        std::fs::create_dir(maildir(&app).join("new/4.folder")).unwrap();
        std::os::unix::fs::symlink("/dev/zero", maildir(&app).join("new/5.link")).unwrap();
        arrives(&app, "6.host", bounce(&Letter::read(b"Message-ID: <somebody@else.example>\n\nx")));
        let done = come_in(&app.app.running.service()).await;
        assert_eq!(done, unknown(4), "a bounce of a letter that is not ours is for a person");
        let (person, _) = coordinator(&app).await;
        let list = person.browser.get("/desk/mail").await;
        assert!(list.text().contains("It does not say who wrote it") && list.text().contains(&subject), "{}", list.text());
        for at in addresses(&list) {
            let opened = person.browser.submit(&list, &at, &[]).await;
            assert_eq!(opened.text().contains("Only its beginning was kept"), opened.text().contains(&subject), "{at}");
        }
        app.finish().await;
    }

    async fn a_file_that_could_not_be_removed_is_not_taken_in_twice(app: TestApp) {
        let (letter, _) = written(&app);
        arrives(&app, "1.host", &letter);
        assert_eq!(taken_in(&app).await, unknown(1));
        // As it is found again when the process died before the file was gone; somebody's mail program moved it meanwhile.
        std::fs::write(maildir(&app).join("cur/1.host:2,S"), &letter).unwrap();
        assert_eq!(taken_in(&app).await, CameIn { known: 1, ..CameIn::default() });
        arrives(&app, "2.host", &letter);
        assert_eq!(taken_in(&app).await, unknown(1), "the same words again are another letter");
        app.finish().await;
    }

    async fn without_a_maildir_nothing_comes_in_and_nothing_fails(app: TestApp) {
        assert_eq!(come_in(&app.app.running.service()).await, CameIn::default());
        app.finish().await;
    }
}

/// Time itself knocks: nobody calls the steps by hand.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_round_takes_mail_in_and_looks_for_what_is_late() {
    let app = TestApp::start(Engine::Sqlite).await;
    let receipted = app.submit(&app.report()).await;
    app.deliver_mail().await;
    app.advance("5 days");
    arrives(&app, "1.host", bounce(&app.letters_to("referrals@tees-pride").remove(0)));
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let round = tokio::spawn(waymark::rounds::run(Arc::clone(&app.app.running), stopped));
    for _ in 0..200 {
        if count(&app, "task WHERE kind = 'overdue'").await == "1" {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    stop.send(true).unwrap();
    round.await.unwrap();
    let view = app.view(&receipted).await;
    assert_eq!((&of(&view, "tees-pride")["state"], &of(&view, "open-tally")["state"]), (&json!("bounced"), &json!("sent")));
    assert_eq!(count(&app, "task WHERE kind = 'overdue'").await, "1");
    app.finish_with_trouble().await;
}
