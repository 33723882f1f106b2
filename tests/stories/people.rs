//! People at the desk: invitations end, accounts are set up anew, roles change, and a volunteer signs in with a code by e-mail.

use waymark::journeys::desk::door::inviting::{Invitee, invite};
use waymark_core::staff::Role;

use crate::app::{Answer, Browser, Letter, TestApp};
use crate::desk::{Person, invited, take};
use crate::stories;

/// The link of an invitation that a page shows once.
fn link(app: &TestApp, page: &Answer) -> String {
    let text = page.text();
    let link = text.split("small-code\"><bdi>").nth(1).unwrap_or_else(|| panic!("{text}")).split('<').next().unwrap().to_owned();
    app.guard(link.rsplit('/').next().unwrap());
    link[link.find("/desk/").unwrap()..].to_owned()
}

/// The address of a step about the person with this name.
fn step(page: &Answer, name: &str, what: &str) -> String {
    let text = page.text();
    let card = text.split("<section class=\"card\">").find(|card| card.contains(name)).unwrap_or_else(|| panic!("{text}"));
    let end = format!("/{what}\"");
    card.split("action=\"")
        .find(|rest| rest.split_inclusive('"').next().unwrap().ends_with(&end))
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned()
}

async fn leader(app: &TestApp, role: Role, centre: &str) -> Person {
    let person = invited(app, role, centre).await;
    person.sign_in(app).await;
    person
}

const VOLUNTEER: &str = "robin@desk.example";

/// A volunteer who does without a password. Their address stands in their letters alone.
async fn volunteer(app: &TestApp) -> Browser {
    app.guard_but_in_mail(VOLUNTEER);
    let who = Invitee {
        address: VOLUNTEER.to_owned(),
        name: app.seed("Robin"),
        role: "volunteer".to_owned(),
        centre: "library".to_owned(),
    };
    let link = invite(&app.app.service, &waymark_core::handling::record::Actor::CommandLine, None, who).await.unwrap();
    let path = link[link.find("/desk/").unwrap()..].to_owned();
    app.guard(path.rsplit('/').next().unwrap());
    let browser = app.browser();
    let page = browser.get(&path).await;
    assert!(page.text().contains("Or without a password"), "{}", page.text());
    let ask = browser.submit(&page, &format!("{path}/letter"), &[]).await;
    assert!(ask.text().contains("action=\"/desk/letter\""), "{}", ask.text());
    assert_eq!(browser.get(&path).await.status, 404, "an invitation is taken once");
    browser
}

/// Asks for a code and gives the page where it is typed.
async fn ask(browser: &Browser, address: &str) -> Answer {
    let page = browser.get("/desk/letter").await;
    browser.submit(&page, "/desk/letter", &[("address", address)]).await
}

async fn letters(app: &TestApp) -> Vec<Letter> {
    app.deliver_mail().await;
    if app.app.service.settings.data.join("mail").exists() { app.letters_to(VOLUNTEER) } else { Vec::new() }
}

/// The code of the only letter since `before`.
async fn code(app: &TestApp, before: &[Letter]) -> String {
    let new: Vec<Letter> = letters(app).await.into_iter().filter(|one| before.iter().all(|old| old.id != one.id)).collect();
    assert_eq!(new.len(), 1, "{new:?}");
    assert!(
        new[0].subject == "Your code" && !new[0].whole.contains("Library") && !new[0].whole.contains("/desk"),
        "{}",
        new[0].whole
    );
    let code = new[0].code();
    app.guard_but_in_mail(&code);
    code
}

stories! {
    async fn an_invitation_ends_after_a_week_and_a_new_one_ends_the_one_before(app: TestApp) {
        let coordinator = leader(&app, Role::Coordinator, "").await;
        let name = app.seed("Newcomer");
        let address = format!("{}@desk.example", app.seed("newcomer").to_lowercase());
        let page = coordinator.browser.get("/desk/people").await;
        let fields = [("address", address.as_str()), ("name", name.as_str()), ("role", "centre-staff"), ("centre", "library")];
        let faulty = coordinator.browser.submit_only(&page, "/desk/people", &[("address", "x"), fields[1], fields[2], fields[3]]).await;
        assert!(faulty.text().contains("href=\"#address\"") && faulty.text().contains(&format!("value=\"{name}\"")), "what was typed stays: {}", faulty.text());
        let made = coordinator.browser.submit_only(&page, "/desk/people", &fields).await;
        assert!(made.text().contains("It ends after 7 days") && made.text().contains("Invitation ends 27 November 2026"), "{}", made.text());
        assert!(made.text().contains(&address), "who leads sees whom they invited");
        let first = link(&app, &made);
        assert!(app.browser().get(&first).await.text().contains("The invitation ends 27 November 2026"));
        app.advance("7 days");
        let browser = app.browser();
        assert_eq!(browser.get(&first).await.status, 404);
        coordinator.sign_in(&app).await;
        let people = coordinator.browser.get("/desk/people").await;
        assert!(people.text().contains("Invitation ended 27 November 2026"), "{}", people.text());
        let again = coordinator.browser.submit_only(&people, &step(&people, &name, "again"), &[]).await;
        let second = link(&app, &again);
        assert_ne!(first, second);
        assert_eq!(browser.get(&first).await.status, 404, "the link before is over");
        let third = coordinator.browser.submit_only(&people, &step(&people, &name, "again"), &[]).await;
        assert_eq!(browser.get(&second).await.status, 404);
        let person = take(&app, &link(&app, &third), address, name).await;
        assert_eq!(person.sign_in(&app).await.status, 200);
        app.finish().await;
    }

    async fn everything_that_is_wrong_with_an_invitation_is_said_at_once_and_kept(app: TestApp) {
        let coordinator = leader(&app, Role::Coordinator, "").await;
        let manager = leader(&app, Role::CentreManager, "library").await;
        let page = coordinator.browser.get("/desk/people").await;
        let (none, duty) = (Vec::<(&str, &str)>::new(), ("role", "duty"));
        let (word, name, known) = (app.seed("noaddress"), app.seed("Newcomer"), coordinator.address.to_uppercase());
        let named = ["name", "address", "role", "centre"];
        for (fields, faults) in [
            (none, vec![("name", "Please type their name."), ("address", "does not look like"), ("role", "Please choose what they will be.")]),
            (vec![("address", word.as_str()), ("role", "volunteer"), ("centre", " ")], vec![("name", "Please type"), ("address", "does not look like"), ("centre", "Please choose the centre")]),
            (vec![("name", name.as_str()), ("address", known.as_str()), duty, ("centre", "library")], vec![("address", "has an account or an invitation"), ("centre", "choose no centre")]),
            (vec![("address", known.as_str()), ("role", "boss"), ("centre", "liberry")], vec![("name", "Please type"), ("address", "has an account"), ("role", "Please choose what"), ("centre", "Did you mean library?")]),
        ] {
            let answer = coordinator.browser.submit_only(&page, "/desk/people", &fields).await.text();
            assert!(answer.contains("<title>Error: "), "{answer}");
            let listed: Vec<String> = answer.split("id=\"faults-title\"").nth(1).unwrap().split("</ul>").next().unwrap().split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect();
            assert_eq!(listed, faults.iter().map(|(field, _)| *field).collect::<Vec<_>>(), "{answer}");
            for field in named {
                let said = answer.split(&format!("id=\"{field}-fault\"")).nth(1).map(|rest| rest.split("</p>").next().unwrap());
                match faults.iter().find(|(faulty, _)| *faulty == field) {
                    Some((_, words)) => assert!(said.is_some_and(|said| said.contains(words)), "{field}: {words}: {answer}"),
                    None => assert_eq!(said, None, "{field}: {answer}"),
                }
            }
            assert!(answer.contains("<option value=\"library\""), "a centre is chosen from a list: {answer}");
            if fields.contains(&("centre", "library")) {
                assert!(answer.contains("<option value=\"library\" selected>"), "{answer}");
            }
            for (field, value) in fields.iter().filter(|(field, _)| !["role", "centre"].contains(field)) {
                assert!(answer.contains(&format!(" value=\"{value}\"")), "{field} is kept: {answer}");
            }
            if fields.contains(&duty) {
                assert!(answer.split("value=\"duty\"").nth(1).unwrap().split('>').next().unwrap().ends_with(" checked"), "{answer}");
            }
        }
        let page = manager.browser.get("/desk/people").await;
        let more = manager.browser.submit_only(&page, "/desk/people", &[("role", "coordinator"), ("address", &known)]).await.text();
        for words in ["Please type their name.", "has an account or an invitation", "You may not give anybody this role."] {
            assert!(more.contains(words), "{words}: {more}");
        }
        assert!(!more.contains("id=\"centre-fault\""), "their own centre is not asked for: {more}");
        assert_eq!(app.one_text("SELECT CAST(COUNT(*) AS TEXT) FROM staff").await, "2", "nobody was invited");
        app.finish().await;
    }

    async fn somebody_who_lost_everything_sets_up_their_account_anew(app: TestApp) {
        let coordinator = leader(&app, Role::Coordinator, "").await;
        let person = leader(&app, Role::CentreStaff, "library").await;
        assert_eq!(person.browser.get("/desk").await.status, 200);
        let people = coordinator.browser.get("/desk/people").await;
        assert!(people.text().contains("Last signed in"));
        let asked = coordinator.browser.submit_only(&people, &step(&people, &person.name, "again"), &[]).await;
        assert!(asked.text().contains("set up their account anew?</h1>") && asked.text().contains(&person.name), "{}", asked.text());
        assert_eq!(person.browser.get("/desk").await.status, 200, "nothing has changed before it was asked once more");
        let anew = coordinator.browser.submit_only(&asked, &step(&people, &person.name, "again"), &[("sure", "true")]).await;
        assert_eq!(person.browser.get("/desk").await.header("location"), "/desk/sign-in", "their session is over");
        let page = person.browser.get("/desk/sign-in").await;
        let old = person.half(&person.browser, &[]).await;
        assert!(old.text().contains("do not fit together"), "their password is over: {}", page.text());
        let fresh = take(&app, &link(&app, &anew), person.address.clone(), person.name.clone()).await;
        assert_eq!(fresh.sign_in(&app).await.status, 200);
        let half = fresh.half(&app.browser(), &[]).await;
        assert!(half.text().contains("Enter your code"));
        let browser = app.browser();
        let half = fresh.half(&browser, &[]).await;
        let used = browser.submit(&half, "/desk/code", &[("code", &person.recovery[0])]).await;
        assert!(used.text().contains("not the code"), "recovery codes of before are over");
        let auditor = invited(&app, Role::Auditor, "").await;
        let first = auditor.sign_in(&app).await;
        let record = auditor.browser.get(first.header("location")).await;
        let open = auditor.browser.submit(&record, "/desk/record", &[]).await;
        assert!(open.text().contains("Let somebody set up their account anew"), "{}", open.text());
        app.finish().await;
    }

    async fn an_account_ends_once_it_was_asked_again_and_its_address_can_be_invited_anew(app: TestApp) {
        let coordinator = leader(&app, Role::Coordinator, "").await;
        let person = leader(&app, Role::CentreStaff, "library").await;
        let people = coordinator.browser.get("/desk/people").await;
        let path = step(&people, &person.name, "end");
        for unsure in [&[][..], &[("sure", "no")], &[("sure", "")]] {
            let asked = coordinator.browser.submit_only(&people, &path, unsure).await;
            assert!(asked.text().contains(&format!("End the account of {}?</h1>", person.name)), "{}", asked.text());
            assert!(asked.text().contains(&format!("action=\"{path}\"")) && asked.text().contains("name=\"sure\" value=\"true\""), "{}", asked.text());
            assert_eq!(person.browser.get("/desk").await.status, 200, "the account has not ended");
        }
        let ended = coordinator.browser.submit(&people, &path, &[("sure", "true")]).await;
        assert!(ended.text().contains("The account has ended."), "{}", ended.text());
        assert_eq!(person.browser.get("/desk").await.header("location"), "/desk/sign-in");
        let fields = [("address", person.address.as_str()), ("name", person.name.as_str()), ("role", "volunteer"), ("centre", "library")];
        let invited = coordinator.browser.submit_only(&ended, "/desk/people", &fields).await;
        assert!(invited.text().contains("It ends after 7 days"), "{}", invited.text());
        link(&app, &invited);
        app.finish().await;
    }

    async fn a_role_changes_within_what_a_leader_may_give_and_ends_sessions(app: TestApp) {
        let manager = leader(&app, Role::CentreManager, "library").await;
        let person = leader(&app, Role::Volunteer, "library").await;
        let people = manager.browser.get("/desk/people").await;
        let path = step(&people, &person.name, "role");
        for beyond in ["coordinator", "auditor", "nobody"] {
            assert_eq!(manager.browser.submit_only(&people, &path, &[("role", beyond)]).await.status, 403, "{beyond}");
        }
        assert_eq!(person.browser.get("/desk").await.status, 200, "nothing has changed");
        let changed = manager.browser.submit(&people, &path, &[("role", "centre-staff")]).await;
        assert!(changed.text().contains("signed out everywhere") && changed.text().contains("Centre staff"), "{}", changed.text());
        assert_eq!(person.browser.get("/desk").await.header("location"), "/desk/sign-in");
        app.advance("1 minute");
        assert!(person.sign_in(&app).await.text().contains("Centre staff"));
        let coordinator = leader(&app, Role::Coordinator, "").await;
        let all = coordinator.browser.get("/desk/people").await;
        let theirs = step(&all, &manager.name, "role");
        let kind = coordinator.browser.submit_only(&all, &theirs, &[("role", "duty")]).await;
        assert_eq!(kind.status, 403, "who belongs to a centre stays with roles of a centre");
        let own = all.text().split("<section class=\"card\">").find(|card| card.contains(&coordinator.name)).unwrap().to_owned();
        assert!(!own.contains("/role\"") && !own.contains("/end\""), "nobody changes their own account");
        let elsewhere = leader(&app, Role::CentreManager, "hub").await;
        let page = elsewhere.browser.get("/desk/people").await;
        assert!(!page.text().contains(&person.name));
        for what in ["role", "again", "end"] {
            let path = path.replace("/role", &format!("/{what}"));
            assert_eq!(elsewhere.browser.submit_only(&page, &path, &[("role", "volunteer")]).await.status, 403, "{what}");
        }
        app.finish().await;
    }

    async fn a_volunteer_signs_in_with_a_code_by_e_mail_in_the_browser_that_asked(app: TestApp) {
        let browser = volunteer(&app).await;
        let page = ask(&browser, " ROBIN@desk.example ").await;
        assert!(page.text().contains("works for 20 minutes"), "{}", page.text());
        let right = code(&app, &[]).await;
        let stranger = app.browser();
        let theirs = ask(&stranger, VOLUNTEER).await;
        let wrong = stranger.submit(&theirs, "/desk/letter/code", &[("code", &right)]).await;
        assert!(wrong.text().contains("not the code"), "read out to a stranger, it opens nothing there: {}", wrong.text());
        assert_eq!(app.browser().get("/desk/letter/code").await.header("location"), "/desk/sign-in");
        let wrong = browser.submit(&page, "/desk/letter/code", &[("code", "0000 0001")]).await;
        assert!(wrong.text().contains("not the code"));
        let inside = browser.submit(&page, "/desk/letter/code", &[("code", &right)]).await;
        assert!(inside.status == 200 && inside.text().contains("Volunteer"), "{}", inside.text());
        for shut in ["/desk/people", "/desk/centre", "/desk/record", "/desk/figures"] {
            assert_eq!(browser.get(shut).await.status, 403, "{shut}");
        }
        assert_eq!(browser.get("/desk/take-down").await.status, 200);
        app.deliver_mail().await;
        let password = app.browser();
        let page = password.get("/desk/sign-in").await;
        let refused = password.submit(&page, "/desk/sign-in", &[("address", VOLUNTEER), ("password", "")]).await;
        assert!(refused.text().contains("do not fit together"), "there is no password to guess");
        app.finish().await;
    }

    async fn a_code_is_sent_again_and_not_replaced_ends_after_five_tries_and_after_its_time(app: TestApp) {
        let browser = volunteer(&app).await;
        let page = ask(&browser, VOLUNTEER).await;
        let first = code(&app, &[]).await;
        for _ in 0..4 {
            let sent = browser.submit(&page, "/desk/letter/again", &[]).await;
            assert!(sent.text().contains("the same code again"));
        }
        let all = letters(&app).await;
        assert_eq!(all.len(), 3, "three letters at most: {all:?}");
        assert!(all.iter().all(|letter| letter.code() == first));
        for _ in 0..5 {
            browser.submit(&page, "/desk/letter/code", &[("code", "1234 5678")]).await;
        }
        let over = browser.submit(&page, "/desk/letter/code", &[("code", &first)]).await;
        assert!(over.text().contains("not the code"), "five tries: {}", over.text());
        let page = ask(&browser, VOLUNTEER).await;
        let second = code(&app, &all).await;
        app.advance("20 minutes");
        let late = browser.submit_only(&page, "/desk/letter/code", &[("code", &second)]).await;
        assert_eq!(late.header("location"), "/desk/sign-in");
        app.advance("2 days");
        app.tend().await;
        assert_eq!(app.one_text("SELECT CAST(COUNT(*) AS TEXT) FROM sign_in_code").await, "0");
        assert_eq!(app.one_text("SELECT CAST(COUNT(*) AS TEXT) FROM due WHERE kind = 'sign-in'").await, "0");
        app.finish().await;
    }

    async fn whoever_asks_for_a_code_learns_nothing_of_an_address(app: TestApp) {
        let browser = volunteer(&app).await;
        let coordinator = invited(&app, Role::Coordinator, "").await;
        let with_password = invited(&app, Role::Volunteer, "library").await;
        let plain = |page: &Answer| page.text().split("name=\"form_token\" value=\"").map(|rest| rest.split_once('"').map_or(rest, |(_, rest)| rest)).collect::<String>();
        let known = ask(&browser, VOLUNTEER).await;
        for address in ["nobody@desk.example", &coordinator.address, &with_password.address] {
            let other = app.browser();
            let page = ask(&other, address).await;
            assert_eq!(plain(&page), plain(&known), "the same page");
            let wrong = other.submit(&page, "/desk/letter/code", &[("code", "1234 5678")]).await;
            assert!(wrong.text().contains("not the code"));
        }
        let none = app.browser();
        let page = none.get("/desk/letter").await;
        let faulty = none.submit_only(&page, "/desk/letter", &[("address", "robin")]).await;
        assert!(faulty.text().contains("href=\"#address\""), "{}", faulty.text());
        let done = app.deliver_mail().await;
        assert_eq!((done.sent, done.settled), (1, 3), "nobody else gets a letter");
        app.finish().await;
    }

    async fn with_a_role_that_needs_more_a_code_by_e_mail_opens_nothing(app: TestApp) {
        let browser = volunteer(&app).await;
        let manager = leader(&app, Role::CentreManager, "library").await;
        let page = ask(&browser, VOLUNTEER).await;
        browser.submit(&page, "/desk/letter/code", &[("code", &code(&app, &[]).await)]).await;
        assert_eq!(browser.get("/desk").await.status, 200);
        let other = app.browser();
        let waiting = ask(&other, VOLUNTEER).await;
        let before = letters(&app).await;
        let sent = before.iter().map(Letter::code).collect::<Vec<_>>();
        let people = manager.browser.get("/desk/people").await;
        assert!(people.text().contains("Signs in with codes by e-mail"), "{}", people.text());
        let path = step(&people, VOLUNTEER, "role");
        let changed = manager.browser.submit(&people, &path, &[("role", "centre-manager")]).await;
        assert!(changed.text().contains("Codes by e-mail are not enough for this role"), "{}", changed.text());
        assert_eq!(browser.get("/desk").await.header("location"), "/desk/sign-in", "the session is over");
        for code in &sent {
            let refused = other.submit(&waiting, "/desk/letter/code", &[("code", code)]).await;
            assert!(refused.text().contains("not the code"), "a code that was sent before");
        }
        ask(&app.browser(), VOLUNTEER).await;
        assert_eq!(letters(&app).await.len(), before.len(), "no other is sent");
        app.finish().await;
    }

    async fn whoever_asks_in_anothers_name_is_slowed_and_keeps_nobody_out(app: TestApp) {
        let browser = volunteer(&app).await;
        let page = ask(&browser, VOLUNTEER).await;
        let mut seen = Vec::new();
        browser.submit(&page, "/desk/letter/code", &[("code", &code(&app, &seen).await)]).await;
        seen = letters(&app).await;
        let mut refused = 0;
        for _ in 0..60 {
            let stranger = app.browser();
            let page = stranger.get("/desk/letter").await;
            let asked = stranger.submit_only(&page, "/desk/letter", &[("address", VOLUNTEER)]).await;
            if asked.status == 429 {
                assert!(asked.header("retry-after").parse::<u64>().unwrap() >= 1);
                refused += 1;
                app.advance("1 minute");
            }
        }
        let flood = letters(&app).await.len() - seen.len();
        assert!(refused > 20 && flood <= 20, "{refused} refused, {flood} letters");
        seen = letters(&app).await;
        let page = ask(&browser, VOLUNTEER).await;
        let inside = browser.submit(&page, "/desk/letter/code", &[("code", &code(&app, &seen).await)]).await;
        assert!(inside.text().contains("Volunteer"), "where they signed in before they still get in: {}", inside.text());
        app.finish().await;
    }
}
