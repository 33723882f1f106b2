//! Centres are asked by letter whether they are still as the public reads of them; who does not answer is dormant until they do.

use waymark::journeys::centre::confirmations::plan;
use waymark::journeys::desk::duty::call::daily;
use waymark_core::staff::Role;

use crate::app::{Letter, TestApp};
use crate::desk::invited;
use crate::stories;

const MANAGER: &str = "manager@library.example";

/// Plans and sends what is due, and gives what the library got since.
async fn ask(app: &TestApp) -> Vec<Letter> {
    let before: Vec<String> = letters(app).into_iter().map(|letter| letter.id).collect();
    plan(&app.app.running.service()).await.unwrap();
    app.deliver_mail().await;
    letters(app).into_iter().filter(|letter| !before.contains(&letter.id)).collect()
}

fn letters(app: &TestApp) -> Vec<Letter> {
    if app.app.service.settings.data.join("mail").exists() { app.letters_to(MANAGER) } else { Vec::new() }
}

/// The path of the letter's link; it must stand nowhere else.
fn path(app: &TestApp, letter: &Letter) -> String {
    let line = letter.body.lines().find(|line| line.contains("/centre/")).unwrap_or_else(|| panic!("{}", letter.body));
    let path = line[line.find("/centre/").unwrap()..].trim().to_owned();
    app.guard_but_in_mail(path.rsplit('/').next().unwrap());
    path
}

/// Lets three letters go unanswered, and one week more. Gives the last of them.
async fn silence(app: &TestApp) -> Letter {
    let mut last = ask(app).await.remove(0);
    for _ in 0..2 {
        app.advance("6 days");
        assert!(ask(app).await.is_empty(), "not within the week");
        app.advance("1 day");
        let next = ask(app).await.remove(0);
        assert_ne!(next.id, last.id);
        assert_eq!(path(app, &next), path(app, &last), "the same link, whichever letter is at hand");
        last = next;
    }
    app.advance("7 days");
    assert!(ask(app).await.is_empty(), "three letters");
    last
}

stories! {
    async fn a_centre_is_asked_once_and_confirms_itself_without_an_account(app: TestApp) {
        let first = ask(&app).await;
        assert_eq!(first.len(), 1, "it just appeared");
        assert_eq!(first[0].subject, "Is this still right?");
        assert!(!first[0].whole.contains("Riverside") && !first[0].whole.contains("Library"), "no centre is named: {}", first[0].whole);
        assert!(ask(&app).await.is_empty(), "once");
        let link = path(&app, &first[0]);
        let browser = app.browser();
        let page = browser.get(&link).await;
        for shown in ["Riverside Library", "10am to 4pm", "01632 960301", "Polish"] {
            assert!(page.text().contains(shown), "{shown}: {}", page.text());
        }
        assert!(!app.browser().get("/centres").await.text().contains("10am to 4pm"), "opening the page confirms nothing");
        let thanks = browser.submit(&page, &link, &[("go", "right")]).await;
        assert!(thanks.text().contains("Thank you"), "{}", thanks.text());
        assert!(app.browser().get("/centres").await.text().contains("10am to 4pm"));
        for _ in 0..3 {
            app.advance("7 days");
            assert!(ask(&app).await.is_empty(), "it was answered");
        }
        app.advance("132 days");
        assert!(ask(&app).await.is_empty());
        assert_eq!(browser.get(&link).await.status, 404, "a link that was used ends after a while");
        app.advance("7 days");
        let again = ask(&app).await;
        assert_eq!(again.len(), 1, "twice a year, before the half year is over");
        assert_ne!(path(&app, &again[0]), link);
        assert!(app.browser().get("/centres").await.text().contains("10am to 4pm"));
        for wrong in ["/centre/x", "/centre/AAAAAAAAAAAAAAAAAAAAAA"] {
            assert_eq!(browser.get(wrong).await.status, 404);
        }
        app.finish().await;
    }

    async fn who_does_not_answer_is_dormant_and_an_answer_that_comes_late_wakes_them(app: TestApp) {
        let person = invited(&app, Role::CentreManager, "library").await;
        person.sign_in(&app).await;
        let code = {
            let page = person.browser.get("/desk/centre").await.text();
            let link = page.split("small-code\"><bdi>").nth(1).unwrap().split('<').next().unwrap().to_owned();
            link[link.find("/with/").unwrap()..].to_owned()
        };
        let public = app.browser();
        let last = silence(&app).await;
        assert!(last.subject.starts_with("Please answer"));
        let page = public.get("/centres").await.text();
        let (awake, dormant) = page.split_once("We do not know whether these are open").unwrap_or_else(|| panic!("{page}"));
        assert!(!awake.contains("Riverside Library") && dormant.contains("Riverside Library") && dormant.contains("01632 960301"), "{page}");
        assert!(!page.contains("10am to 4pm") && awake.contains("Northside Hub"), "a centre that nobody asks is quiet, not dormant: {page}");
        let start = public.get(&code).await;
        assert!(start.text().contains("has not answered us lately"));
        public.submit(&start, &code, &[]).await;
        public.submit(&public.get("/report/who").await, "/report/who", &[("reporter.role", "victim")]).await;
        let contact = public.get("/report/contact").await.text();
        assert!(contact.contains("It may take long until they reach you"), "{contact}");
        person.sign_in(&app).await;
        let desk = person.browser.get("/desk/centre").await.text();
        for shown in ["Dormant since 11 December 2026", "3 letters have left", "Asked on 20 November 2026", "Never"] {
            assert!(desk.contains(shown), "{shown}: {desk}");
        }
        app.advance("40 days");
        let link = path(&app, &last);
        let page = app.browser().get(&link).await;
        assert_eq!(page.status, 200, "the link of a letter that nobody answered still leads there");
        let browser = app.browser();
        let page = browser.get(&link).await;
        browser.submit(&page, &link, &[("go", "right")]).await;
        let page = public.get("/centres").await.text();
        assert!(!page.contains("We do not know whether these are open") && page.contains("10am to 4pm"), "{page}");
        assert!(!public.get(&code).await.text().contains("has not answered us lately"));
        app.finish().await;
    }

    async fn the_button_at_the_desk_answers_the_letters_too(app: TestApp) {
        let person = invited(&app, Role::CentreManager, "library").await;
        silence(&app).await;
        person.sign_in(&app).await;
        let desk = person.browser.get("/desk/centre").await;
        assert!(desk.text().contains("Dormant since"));
        let confirmed = person.browser.submit(&desk, "/desk/centre/confirm", &[("centre", "library")]).await;
        assert!(!confirmed.text().contains("Dormant since") && confirmed.text().contains("Answered"), "{}", confirmed.text());
        assert!(ask(&app).await.is_empty());
        app.finish().await;
    }

    async fn what_a_centre_says_is_wrong_waits_sealed_for_whoever_can_put_it_right(app: TestApp) {
        let letter = ask(&app).await.remove(0);
        let link = path(&app, &letter);
        let browser = app.browser();
        let page = browser.get(&link).await;
        let blank = browser.submit_only(&page, &link, &[("go", "wrong"), ("text", " ")]).await;
        assert!(blank.text().contains("href=\"#text\""), "{}", blank.text());
        let words = app.seed("closedonmondays");
        let long = format!("{words} {}", "x".repeat(2000));
        let kept = browser.submit_only(&page, &link, &[("go", "wrong"), ("text", &long)]).await;
        assert!(kept.text().contains("too long") && kept.text().contains(&words), "what was typed stays");
        let told = browser.submit(&page, &link, &[("go", "wrong"), ("text", &words)]).await;
        assert!(told.text().contains("A person will put it right"), "{}", told.text());
        app.advance("7 days");
        assert!(ask(&app).await.is_empty(), "it has answered");
        app.advance("33 days");
        let page = app.browser().get("/centres").await.text();
        assert!(page.contains("Riverside Library") && !page.contains("We do not know whether these are open"), "{page}");
        assert!(page.split("Something has changed here").nth(1).unwrap_or_default().contains("Riverside Library"), "{page}");
        daily(&app.app.running.service()).await.unwrap();
        app.deliver_mail().await;
        let counted = app.letters_to("coordinator@waymark.example");
        assert!(counted.iter().any(|letter| letter.body.contains("something is wrong with their entry: 1")), "{counted:?}");
        let manager = invited(&app, Role::CentreManager, "library").await;
        manager.sign_in(&app).await;
        assert!(!manager.browser.get("/desk/centre").await.text().contains(&words), "it goes to whoever can put it right");
        let coordinator = invited(&app, Role::Coordinator, "").await;
        coordinator.sign_in(&app).await;
        let desk = coordinator.browser.get("/desk/centre").await;
        assert!(desk.text().contains(&words), "{}", desk.text());
        let done = desk.text().split("action=\"").find(|rest| rest.starts_with("/desk/centre/right/")).unwrap().split('"').next().unwrap().to_owned();
        assert_eq!(manager.browser.submit_only(&manager.browser.get("/desk/centre").await, &done, &[]).await.status, 403);
        let after = coordinator.browser.submit(&desk, &done, &[]).await;
        assert!(!after.text().contains(&words) && after.text().contains("The words are deleted"), "{}", after.text());
        assert_eq!(coordinator.browser.submit_only(&desk, &done, &[]).await.status, 404);
        app.finish().await;
    }

    async fn a_centre_that_says_that_something_is_wrong_counts_as_open_no_more_until_the_coordinator_deals_with_it(app: TestApp) {
        let letter = ask(&app).await.remove(0);
        let link = path(&app, &letter);
        let browser = app.browser();
        let page = browser.get(&link).await;
        let right = browser.submit(&page, &link, &[("go", "right")]).await;
        let public = app.browser();
        assert!(public.get("/centres").await.text().contains("10am to 4pm"));
        browser.submit(&right, &link, &[("go", "wrong"), ("text", &app.seed("closeduntilmarch"))]).await;
        let page = public.get("/centres").await.text();
        let (open, changed) = page.split_once("Something has changed here").unwrap_or_else(|| panic!("{page}"));
        assert!(!open.contains("Riverside Library") && open.contains("Northside Hub") && changed.contains("Riverside Library"), "{page}");
        assert!(!page.contains("10am to 4pm") && !changed.contains("Last confirmed"), "{page}");
        // Saying that all is right answers no letter that was about something else.
        let page = browser.get(&link).await;
        browser.submit(&page, &link, &[("go", "right")]).await;
        assert!(public.get("/centres").await.text().contains("Something has changed here"));
        let manager = invited(&app, Role::CentreManager, "library").await;
        assert!(!manager.sign_in(&app).await.text().contains("told us that something is wrong"));
        let page = manager.browser.get("/desk/centre").await;
        assert!(page.text().contains("the public reads that something has changed there") && !page.text().contains("/desk/centre/off"), "{}", page.text());
        let code = page.text().split("small-code\"><bdi>").nth(1).unwrap().split('<').next().unwrap().to_owned();
        let with = code[code.find("/with/").unwrap()..].to_owned();
        let start = public.get(&with).await;
        assert!(start.text().contains("Something has changed at Riverside Library"), "{}", start.text());
        public.submit(&start, &with, &[]).await;
        public.submit(&public.get("/report/who").await, "/report/who", &[("reporter.role", "victim")]).await;
        assert!(public.get("/report/contact").await.text().contains("Something has changed there."));

        let coordinator = invited(&app, Role::Coordinator, "").await;
        let inbox = coordinator.sign_in(&app).await;
        assert!(inbox.text().contains("1 centre told us that something is wrong"), "{}", inbox.text());
        let desk = coordinator.browser.get("/desk/centre").await;
        let off = coordinator.browser.submit(&desk, "/desk/centre/off", &[("centre", "library")]).await;
        assert!(off.text().contains("Nobody of the public finds it now.") && off.text().contains("Off the list of centres since"), "{}", off.text());
        let done = off.text().split("action=\"").find(|rest| rest.starts_with("/desk/centre/right/")).unwrap().split('"').next().unwrap().to_owned();
        coordinator.browser.submit(&off, &done, &[]).await;
        assert!(!coordinator.browser.get("/desk").await.text().contains("told us that something is wrong"));
        let page = public.get("/centres").await.text();
        assert!(!page.contains("Riverside Library") && !page.contains("Something has changed here"), "it closed for good: {page}");
        app.advance("200 days");
        assert!(ask(&app).await.is_empty(), "what is off the list is not asked");
        coordinator.sign_in(&app).await;
        let desk = coordinator.browser.get("/desk/centre").await;
        let on = coordinator.browser.submit(&desk, "/desk/centre/on", &[("centre", "library")]).await;
        assert!(on.text().contains("It is back on the list."), "{}", on.text());
        assert!(public.get("/centres").await.text().contains("Riverside Library"));
        assert_eq!(ask(&app).await.len(), 1, "it is asked again");
        coordinator.browser.submit(&on, "/desk/centre/on", &[("centre", "library")]).await;
        for (action, times) in [("centre-taken-off", "1"), ("centre-put-back", "1")] {
            let sql = format!("SELECT CAST(COUNT(*) AS TEXT) FROM audit WHERE action = '{action}'");
            assert_eq!(app.one_text(&sql).await, times, "{action}");
        }
        app.finish().await;
    }

    async fn a_letter_whose_round_was_answered_does_not_leave_and_none_leaves_at_night(app: TestApp) {
        app.advance("11 hours");
        let service = app.app.running.service();
        plan(&service).await.unwrap();
        assert_eq!(app.deliver_mail().await.sent, 0, "ten in the evening");
        let person = invited(&app, Role::CentreManager, "library").await;
        person.sign_in(&app).await;
        let desk = person.browser.get("/desk/centre").await;
        person.browser.submit(&desk, "/desk/centre/confirm", &[("centre", "library")]).await;
        app.advance("12 hours");
        let done = app.deliver_mail().await;
        assert_eq!((done.sent, done.settled), (0, 1), "somebody confirmed it meanwhile");
        app.finish().await;
    }

    async fn with_another_address_to_ask_the_links_before_lead_nowhere(app: TestApp) {
        let link = path(&app, &ask(&app).await.remove(0));
        let text = include_str!("centres.toml").replace(MANAGER, "other@library.example");
        app.configure("centres.toml", &text);
        app.reload().await.unwrap();
        assert_eq!(app.browser().get(&link).await.status, 404);
        assert!(ask(&app).await.is_empty());
        let other = app.letters_to("other@library.example");
        assert_eq!((other.len(), other[0].subject.as_str()), (1, "Is this still right?"), "they are asked themselves, at once");
        let new = path(&app, &other[0]);
        assert_eq!(app.browser().get(&new).await.status, 200);
        app.advance("7 days");
        ask(&app).await;
        assert_eq!(app.letters_to("other@library.example").len(), 2);
        app.finish().await;
    }
}
