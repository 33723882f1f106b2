//! Whoever is not let in at the desk stays out: planted cookies, other sites, codes that were used, guessing, and accounts that ended.

use waymark::journeys::desk::door::accounts;
use waymark::journeys::desk::door::inviting::{Invitee, invite};
use waymark_core::staff::Role;
use waymark_core::vault::secrets::Totp;

use crate::app::{Answer, TestApp, hidden};
use crate::desk::{PASSWORD, code, invited, reference};
use crate::stories;

/// The cookie of a session that an answer sets.
fn cookie(answer: &Answer) -> String {
    let set = answer.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
    set.filter_map(|value| value.split(';').next()).find(|value| value.starts_with("waymark=")).unwrap_or_default().to_owned()
}

async fn with_cookie(app: &TestApp, path: &str, cookie: &str) -> Answer {
    let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    app.send(http.get(format!("{}{path}", app.url)).header("Cookie", cookie)).await
}

stories! {
    async fn a_cookie_from_before_signing_in_opens_nothing_after_it(app: TestApp) {
        let person = invited(&app, Role::Coordinator, "").await;
        let browser = app.browser();
        let page = browser.get("/desk/sign-in").await;
        let planted = cookie(&page);
        let half = browser.submit_only(&page, "/desk/sign-in", &[("address", &person.address), ("password", PASSWORD)]).await;
        let halfway = cookie(&half);
        let page = browser.get("/desk/code").await;
        let done = browser.submit_only(&page, "/desk/code", &[("code", &code(&app, &person.totp))]).await;
        let own = cookie(&done);
        assert!(!planted.is_empty() && planted != halfway && halfway != own && planted != own);
        assert_eq!(with_cookie(&app, "/desk", &own).await.status, 200);
        for old in [&planted, &halfway] {
            assert_eq!(with_cookie(&app, "/desk", old).await.header("location"), "/desk/sign-in");
            assert_eq!(with_cookie(&app, "/desk/code", old).await.header("location"), "/desk/sign-in", "half of it is over, too");
        }
        assert!(done.headers.get_all("set-cookie").iter().all(|value| value.to_str().unwrap().contains("HttpOnly")));
        let page = browser.get("/desk").await;
        browser.submit_only(&page, "/desk/leave", &[]).await;
        assert_eq!(with_cookie(&app, "/desk", &own).await.header("location"), "/desk/sign-in");
        app.finish().await;
    }

    async fn recovery_codes_stand_there_until_they_are_put_away_and_for_no_cookie_of_before(app: TestApp) {
        let address = format!("{}@desk.example", app.seed("newcomer").to_lowercase());
        let who = Invitee { address, name: app.seed("Newcomer"), role: "duty".to_owned(), centre: String::new() };
        let link = invite(&app.app.service, &waymark_core::handling::record::Actor::CommandLine, None, who).await.unwrap();
        let path = link[link.find("/desk/").unwrap()..].to_owned();
        app.guard(path.rsplit('/').next().unwrap());
        let browser = app.browser();
        let page = browser.get(&path).await;
        let planted = cookie(&page);
        let enrol = browser.submit(&page, &path, &[("password", PASSWORD)]).await;
        let secret = enrol.text().split("small-code\"><bdi>").nth(1).unwrap().split('<').next().unwrap().to_owned();
        app.guard(&secret);
        let taken = browser.submit_only(&enrol, &format!("{path}/code"), &[("code", &code(&app, &Totp::parse(&secret).unwrap()))]).await;
        assert_eq!((taken.status, taken.header("location")), (303, "/desk/recovery"));
        let first = browser.get("/desk/recovery").await;
        let codes: Vec<String> = first.text().split("<bdi class=\"number\">").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned()).collect();
        for code in &codes {
            app.guard(code);
        }
        let again = browser.get("/desk/recovery").await.text();
        assert!(codes.len() >= 8 && codes.iter().all(|code| again.contains(code)), "who loads the page again loses none: {again}");
        assert_eq!(with_cookie(&app, "/desk/recovery", &planted).await.header("location"), "/desk/sign-in", "a planted cookie reads none");
        assert_eq!(app.browser().get("/desk/recovery").await.header("location"), "/desk/sign-in");
        let away = browser.submit_only(&first, "/desk/recovery", &[]).await;
        assert_eq!((away.status, away.header("location")), (303, "/desk/sign-in"));
        assert_eq!(browser.get("/desk/recovery").await.header("location"), "/desk/sign-in", "they are gone from this screen");
        app.finish().await;
    }

    async fn another_site_changes_nothing_at_the_desk(app: TestApp) {
        let reference = reference(&app.submit(&app.report()).await);
        let person = invited(&app, Role::Coordinator, "").await;
        let inbox = person.sign_in(&app).await;
        let case = person.open(&inbox, &reference).await;
        let token = hidden(&case.text(), "form_token");
        let paths = [
            format!("/desk/reports/{reference}/answer"),
            format!("/desk/reports/{reference}/risk"),
            format!("/desk/reports/{reference}/place"),
            format!("/desk/reports/{reference}/overrule"),
            "/desk/reports".to_owned(),
            "/desk/people".to_owned(),
            "/desk/keys".to_owned(),
            "/desk/centre/confirm".to_owned(),
            "/desk/take-down".to_owned(),
            "/desk/sign-in".to_owned(),
            "/desk/letter".to_owned(),
            "/desk/leave".to_owned(),
            "/desk/leave-everywhere".to_owned(),
        ];
        let words = app.seed("forged");
        for path in &paths {
            let post = |token: &str| {
                let body = format!("form_token={token}&text={words}&level=low&centre=library&name=x&address=x&reference={reference}");
                person.browser.http().post(person.browser.at(path)).header("Content-Type", "application/x-www-form-urlencoded").body(body)
            };
            for site in ["cross-site", "same-site"] {
                let forged = person.browser.send(post(&token).header("Sec-Fetch-Site", site)).await;
                assert_eq!(forged.status, 403, "{path} {site}, even with the token");
            }
            for wrong in ["", "x"] {
                assert_eq!(person.browser.send(post(wrong)).await.status, 403, "{path}: an old browser without the token");
            }
        }
        let after = person.browser.get(&format!("/desk/reports/{reference}")).await;
        assert!(after.status == 200 && !after.text().contains(&words), "still signed in, and nothing was written");
        let people = person.browser.get("/desk/people").await.text();
        assert_eq!(people.matches("<section class=\"card\">").count(), 1);
        let fine = person.browser.http().post(person.browser.at("/desk/leave")).header("Content-Type", "application/x-www-form-urlencoded");
        let left = person.browser.send(fine.body(format!("form_token={}", hidden(&people, "form_token")))).await;
        assert_eq!(left.status, 303, "with its token an old browser works");
        app.finish().await;
    }

    async fn a_code_counts_once_also_when_two_come_at_the_same_time(app: TestApp) {
        let person = invited(&app, Role::Coordinator, "").await;
        for typed in [code(&app, &person.totp), person.recovery[0].clone()] {
            let (one, two) = (app.browser(), app.browser());
            let (first, second) = (person.half(&one, &[]).await, person.half(&two, &[]).await);
            let fields = [("code", typed.as_str())];
            let (a, b) = tokio::join!(one.submit_only(&first, "/desk/code", &fields), two.submit_only(&second, "/desk/code", &fields));
            let mut to = [a.header("location"), b.header("location")];
            to.sort_unstable();
            assert_eq!(to, ["/desk", "/desk/code?wrong"]);
            let third = app.browser();
            let half = person.half(&third, &[]).await;
            let replayed = third.submit_only(&half, "/desk/code", &fields).await;
            assert_eq!(replayed.header("location"), "/desk/code?wrong", "and not later either");
        }
        let browser = app.browser();
        let half = person.half(&browser, &[]).await;
        let next = browser.submit_only(&half, "/desk/code", &[("code", &person.recovery[1])]).await;
        assert_eq!(next.header("location"), "/desk", "the others still count");
        app.finish().await;
    }

    async fn signing_out_everywhere_ends_every_session(app: TestApp) {
        let person = invited(&app, Role::Coordinator, "").await;
        let other = app.browser();
        person.sign_in(&app).await;
        app.advance("1 minute");
        person.sign_in_at(&app, &other, &[]).await;
        let half = app.browser();
        let waiting = person.half(&half, &[]).await;
        assert_eq!((person.browser.get("/desk").await.status, other.get("/desk").await.status), (200, 200));
        let page = other.get("/desk/people").await;
        other.submit_only(&page, "/desk/leave-everywhere", &[]).await;
        for browser in [&person.browser, &other] {
            assert_eq!(browser.get("/desk").await.header("location"), "/desk/sign-in");
        }
        app.advance("1 minute");
        let inside = half.submit_only(&waiting, "/desk/code", &[("code", &code(&app, &person.totp))]).await;
        assert_eq!(inside.header("location"), "/desk", "the account itself goes on");
        app.finish().await;
    }

    async fn an_account_that_ended_opens_nothing_at_once(app: TestApp) {
        let reference = reference(&app.submit(&app.report()).await);
        let person = invited(&app, Role::Coordinator, "").await;
        let inbox = person.sign_in(&app).await;
        let case = person.open(&inbox, &reference).await;
        let half = app.browser();
        let waiting = person.half(&half, &[]).await;
        let members = accounts::members(&app.app.service, uuid::Uuid::nil(), None, 10).await.unwrap();
        accounts::end(&app.app.service, &waymark_core::handling::record::Actor::CommandLine, members[0].account.id).await.unwrap();
        assert_eq!(person.browser.get(&format!("/desk/reports/{reference}")).await.header("location"), "/desk/sign-in");
        let words = app.seed("toolate");
        let late = person.browser.submit_only(&case, &format!("/desk/reports/{reference}/answer"), &[("text", &words)]).await;
        assert!(late.header("location").starts_with("/desk/sign-in"), "{}", late.status);
        app.advance("1 minute");
        let code = code(&app, &person.totp);
        assert_eq!(half.submit_only(&waiting, "/desk/code", &[("code", &code)]).await.header("location"), "/desk/code?wrong");
        assert!(person.half(&app.browser(), &[]).await.text().contains("do not fit together"));
        app.finish().await;
    }

    async fn guessing_is_slowed_where_it_comes_from_and_nowhere_else(app: TestApp) {
        let person = invited(&app, Role::Coordinator, "").await;
        person.sign_in(&app).await;
        let guesser = app.browser();
        let page = guesser.get("/desk/sign-in").await;
        let guess = async |address: &str, password: &str| {
            guesser.submit_only(&page, "/desk/sign-in", &[("address", address), ("password", password)]).await
        };
        for address in [person.address.as_str(), "nobody@desk.example"] {
            for _ in 0..5 {
                assert_eq!(guess(address, "wrong").await.header("location"), "/desk/sign-in?wrong");
            }
            let held = guess(address, PASSWORD).await;
            assert_eq!(held.status, 429, "{address}: known or not");
            assert!(held.header("retry-after").parse::<u64>().unwrap() <= 6, "a short pause at first");
        }
        app.advance("1 minute");
        guess(&person.address, "wrong").await;
        let longer = guess(&person.address, "wrong").await.header("retry-after").parse::<u64>().unwrap();
        assert!(longer > 6, "pauses grow: {longer}");
        let known = person.sign_in(&app).await;
        assert_eq!(known.status, 200, "on a device where they signed in before they get in at once");
        app.advance("1 minute");
        let right = guess(&person.address, PASSWORD).await;
        assert_eq!(right.header("location"), "/desk/code", "after the pause the right password counts anywhere");
        let half = guesser.get("/desk/code").await;
        for _ in 0..5 {
            guesser.submit_only(&half, "/desk/code", &[("code", "000000")]).await;
        }
        let held = guesser.submit_only(&half, "/desk/code", &[("code", &code(&app, &person.totp))]).await;
        assert_eq!(held.status, 429, "codes are no easier to guess");
        app.finish().await;
    }

    async fn a_device_that_others_use_is_not_remembered_and_signing_out_everywhere_forgets_all(app: TestApp) {
        let person = invited(&app, Role::Coordinator, "").await;
        let browser = app.browser();
        let sets_device = |answer: &Answer| answer.headers.get_all("set-cookie").iter().any(|value| value.to_str().unwrap().starts_with("waymark-desk="));
        let half = person.half(&browser, &[("shared", "yes")]).await;
        let shared = browser.submit_only(&half, "/desk/code", &[("code", &code(&app, &person.totp))]).await;
        assert!(shared.header("location") == "/desk" && !sets_device(&shared));
        app.advance("1 minute");
        let half = person.half(&browser, &[]).await;
        let own = browser.submit_only(&half, "/desk/code", &[("code", &code(&app, &person.totp))]).await;
        assert!(sets_device(&own));
        let set = own.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap().to_owned()).find(|value| value.starts_with("waymark-desk=")).unwrap();
        assert!(set.contains("Path=/desk") && set.contains("HttpOnly") && set.contains("Max-Age="), "{set}");
        let page = browser.get("/desk/people").await;
        browser.submit_only(&page, "/desk/leave-everywhere", &[]).await;
        let page = browser.get("/desk/sign-in").await;
        for _ in 0..5 {
            browser.submit_only(&page, "/desk/sign-in", &[("address", &person.address), ("password", "wrong")]).await;
        }
        let stranger = app.browser();
        let page = stranger.get("/desk/sign-in").await;
        let held = stranger.submit_only(&page, "/desk/sign-in", &[("address", &person.address), ("password", PASSWORD)]).await;
        assert_eq!(held.status, 429, "both count as the same strange network now");
        app.finish().await;
    }
}
