//! The desk: being invited, signing in, and looking after reports.

use serde_json::{Value as Json, json};
use waymark::journeys::desk::door::accounts;
use waymark::journeys::desk::door::inviting::{Invitee, invite};
use waymark_core::staff::{Act, Role};
use waymark_core::vault::secrets::Totp;

use crate::app::{Answer, Browser, TestApp, hidden};
use crate::stories;

pub(crate) const PASSWORD: &str = "copper heron umbrella seven";

/// Somebody with an account: their browser, and the secret of their codes.
pub(crate) struct Person {
    pub browser: Browser,
    pub name: String,
    pub address: String,
    pub totp: Totp,
    pub recovery: Vec<String>,
}

/// Invites somebody, who takes the invitation.
pub(crate) async fn invited(app: &TestApp, role: Role, centre: &str) -> Person {
    let address = format!("{}@desk.example", app.seed("staff").to_lowercase());
    let name = app.seed("Staffname");
    let who = Invitee { address: address.clone(), name: name.clone(), role: role.id().to_owned(), centre: centre.to_owned() };
    let link = invite(&app.app.service, &waymark_core::handling::record::Actor::CommandLine, None, who).await.unwrap();
    take(app, &link, address, name).await
}

/// Takes an invitation: a password, and an app for codes.
pub(crate) async fn take(app: &TestApp, link: &str, address: String, name: String) -> Person {
    let path = link[link.find("/desk/").unwrap()..].to_owned();
    app.guard(path.rsplit('/').next().unwrap());
    let browser = app.browser();
    let page = browser.get(&path).await;
    let short = browser.submit(&page, &path, &[("password", "short")]).await;
    assert!(short.text().contains("At least 12") && short.text().contains("needs at least 12"), "{}", short.text());
    let common = browser.submit(&page, &path, &[("password", "password123456")]).await;
    assert!(common.text().contains("easy to guess"), "{}", common.text());
    let enrol = browser.submit(&page, &path, &[("password", PASSWORD)]).await;
    let secret = enrol.text().split("small-code\"><bdi>").nth(1).unwrap().split('<').next().unwrap().to_owned();
    app.guard(&secret);
    let totp = Totp::parse(&secret).unwrap();
    let code = code(app, &totp);
    let done = browser.submit(&enrol, &format!("{path}/code"), &[("code", &code)]).await;
    assert!(done.status == 200 && done.text().contains("Recovery codes"), "{}", done.text());
    let text = done.text();
    let recovery = text.split("<bdi class=\"number\">").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned());
    let recovery: Vec<String> = recovery.collect();
    for one in &recovery {
        app.guard(one);
    }
    assert_eq!(browser.get(&path).await.status, 404, "an invitation is taken once");
    app.advance("1 minute");
    Person { browser, name, address, totp, recovery }
}

pub(crate) fn code(app: &TestApp, totp: &Totp) -> String {
    totp.code(app.app.service.now().timestamp().unsigned_abs() / 30)
}

impl Person {
    pub(crate) async fn sign_in(&self, app: &TestApp) -> Answer {
        self.sign_in_at(app, &self.browser, &[]).await
    }

    /// Signs in at another browser, or on a device that others use.
    pub(crate) async fn sign_in_at(&self, app: &TestApp, browser: &Browser, more: &[(&str, &str)]) -> Answer {
        let half = self.half(browser, more).await;
        browser.submit(&half, "/desk/code", &[("code", &code(app, &self.totp))]).await
    }

    /// Gives address and password. The code comes next.
    pub(crate) async fn half(&self, browser: &Browser, more: &[(&str, &str)]) -> Answer {
        let page = browser.get("/desk/sign-in").await;
        let fields: Vec<_> = [("address", self.address.as_str()), ("password", PASSWORD)].iter().chain(more).copied().collect();
        browser.submit(&page, "/desk/sign-in", &fields).await
    }

    pub(crate) async fn open(&self, page: &Answer, reference: &str) -> Answer {
        self.browser.submit(page, "/desk/reports", &[("reference", reference)]).await
    }
}

pub(crate) fn reference(receipted: &Json) -> String {
    receipted["reference"].as_str().unwrap().to_owned()
}

stories! {
    async fn somebody_is_invited_signs_in_answers_and_the_reporter_reads_it(app: TestApp) {
        let mut report = app.report();
        report["contact"]["methods"][0]["value"] = "robin@mail.example".into();
        let receipted = app.submit(&report).await;
        let asked = app.seed("question");
        app.with_receipt(reqwest::Method::POST, "/api/v1/report/messages", &receipted, Some(json!({"text": asked}))).await;
        let person = invited(&app, Role::Coordinator, "").await;
        let inbox = person.sign_in(&app).await;
        assert!(inbox.text().contains(&reference(&receipted)) && inbox.text().contains("The reporter wrote"), "{}", inbox.text());
        assert!(!inbox.text().contains(&asked), "a list shows no words");
        let shut = person.browser.get(&format!("/desk/reports/{}", reference(&receipted))).await;
        assert_eq!((shut.status, shut.header("location")), (303, "/desk"), "a report is opened first, which is written down");
        let case = person.open(&inbox, &reference(&receipted)).await;
        assert!(case.text().contains(&asked) && case.text().contains("They followed me home."), "{}", case.text());
        let ways = case.text().split("Safe ways to reach them").nth(1).unwrap().split("</section>").next().unwrap().to_owned();
        let unsafe_way = report["contact"]["methods"][1]["value"].as_str().unwrap().to_owned();
        let (safe, never) = ways.split_once("Never use").unwrap_or_else(|| panic!("{ways}"));
        assert!(safe.contains("robin@mail.example") && !safe.contains(&unsafe_way) && never.contains(&unsafe_way), "the team sees which way must not be used, apart: {ways}");
        let answer = app.seed("answer");
        let path = format!("/desk/reports/{}", reference(&receipted));
        let answered = person.browser.submit(&case, &format!("{path}/answer"), &[("text", &answer)]).await;
        assert!(answered.text().contains(&answer));
        assert!(app.view(&receipted).await["messages"].as_array().unwrap().iter().any(|one| one["from"] == "team" && one["text"] == answer.as_str()));
        let note = app.seed("note");
        let noted = person.browser.submit(&case, &format!("{path}/note"), &[("text", &note)]).await;
        assert!(noted.text().contains(&note));
        assert!(!serde_json::to_string(&app.view(&receipted).await).unwrap().contains(&note), "no receipt opens a note");
        let again = person.browser.get("/desk").await;
        assert!(!again.text().contains("The reporter wrote"), "what was answered waits no longer");
        let left = person.browser.submit_only(&again, "/desk/leave", &[]).await;
        assert_eq!(left.header("location"), "/desk/sign-in?left");
        assert_eq!(person.browser.get("/desk").await.header("location"), "/desk/sign-in");
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn what_its_reporter_erased_opens_for_nobody_at_the_desk(app: TestApp) {
        let receipted = app.submit(&json!({"incident": {"account": app.seed("erased")}, "risk": {"in_danger": "yes"}})).await;
        let person = invited(&app, Role::Coordinator, "").await;
        let inbox = person.sign_in(&app).await;
        let case = person.open(&inbox, &reference(&receipted)).await;
        assert!(case.text().contains("The people") || case.status == 200);
        app.with_receipt(reqwest::Method::DELETE, "/api/v1/report", &receipted, None).await;
        let path = format!("/desk/reports/{}", reference(&receipted));
        assert_eq!(person.browser.get(&path).await.status, 404, "it was open a moment ago");
        let again = person.open(&inbox, &reference(&receipted)).await;
        assert!(again.text().contains("One that was erased opens for nobody"), "{}", again.text());
        assert!(!person.browser.get("/desk").await.text().contains(&reference(&receipted)));
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn a_report_that_is_kept_is_not_said_to_be_destroyed(app: TestApp) {
        let receipted = app.submit(&json!({"incident": {"account": "x"}})).await;
        let person = invited(&app, Role::Coordinator, "").await;
        let inbox = person.sign_in(&app).await;
        let case = person.open(&inbox, &reference(&receipted)).await;
        let path = format!("/desk/reports/{}/hold", reference(&receipted));
        person.browser.submit(&case, &path, &[("text", &app.seed("court")), ("go", "hold")]).await;
        app.with_receipt(reqwest::Method::DELETE, "/api/v1/report", &receipted, None).await;
        let view = app.view(&receipted).await;
        assert_eq!((&view["state"], &view["destroyed_at"]), (&json!("sealed-off"), &Json::Null), "{view}");
        assert!(view["status"].as_str().unwrap().contains("not destroyed yet"), "{view}");
        app.advance("8 days");
        app.tend().await;
        assert_eq!(app.view(&receipted).await["state"], "sealed-off", "it is kept");
        app.finish().await;
    }

    async fn an_address_whose_account_ended_can_be_invited_again(app: TestApp) {
        let service = &app.app.service;
        let who = || Invitee { address: "ash@desk.example".to_owned(), name: "Ash".to_owned(), role: "duty".to_owned(), centre: String::new() };
        invite(service, &waymark_core::handling::record::Actor::CommandLine, None, who()).await.unwrap();
        assert!(invite(service, &waymark_core::handling::record::Actor::CommandLine, None, who()).await.is_err(), "one account an address");
        let member = accounts::members(service, uuid::Uuid::nil(), None, 10).await.unwrap().remove(0);
        assert!(accounts::end(service, &waymark_core::handling::record::Actor::CommandLine, member.account.id).await.unwrap());
        let link = invite(service, &waymark_core::handling::record::Actor::CommandLine, None, who()).await.unwrap();
        assert!(link.contains("/desk/invitation/"));
        app.finish().await;
    }

    async fn an_addition_and_a_raised_risk_are_shown_to_a_person(app: TestApp) {
        let receipted = app.submit(&json!({"incident": {"account": "x"}})).await;
        let more = app.seed("more");
        app.with_receipt(reqwest::Method::POST, "/api/v1/report/additions", &receipted, Some(json!({"text": more}))).await;
        let person = invited(&app, Role::Coordinator, "").await;
        let inbox = person.sign_in(&app).await;
        assert!(inbox.text().contains("added to the story"), "{}", inbox.text());
        let case = person.open(&inbox, &reference(&receipted)).await;
        let path = format!("/desk/reports/{}/risk", reference(&receipted));
        person.browser.submit(&case, &path, &[("level", "high"), ("text", "")]).await;
        assert!(person.browser.get("/desk").await.text().contains("Urgent"), "what was raised comes first");
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn high_risk_or_a_child_makes_a_duty_item_whatever_was_permitted(app: TestApp) {
        let quiet = app.submit(&json!({"incident": {"account": "x"}})).await;
        let child = app.submit(&json!({"incident": {"account": "x"}, "victim": {"age_band": "13-15"}})).await;
        let danger = app.submit(&json!({"incident": {"account": "x"}, "risk": {"in_danger": "yes"}})).await;
        let person = invited(&app, Role::Duty, "").await;
        let inbox = person.sign_in(&app).await.text();
        assert!(inbox.contains(&reference(&child)) && inbox.contains(&reference(&danger)), "{inbox}");
        let urgent = person.browser.get("/desk?view=duty").await.text();
        assert!(urgent.contains(&reference(&child)) && !urgent.contains(&reference(&quiet)), "{urgent}");
        let page = person.browser.get("/desk").await;
        let case = person.open(&page, &reference(&danger)).await;
        assert!(case.text().contains("<noscript><p class=\"hint\">Each button on this page sends only"), "{}", case.text());
        let path = format!("/desk/reports/{}", reference(&danger));
        let refused = person.browser.submit_only(&case, &format!("{path}/risk"), &[("level", "low"), ("text", " ")]).await;
        assert!(refused.text().contains("please give a reason"), "{}", refused.text());
        assert!(refused.text().contains("<dt>Is anyone in danger now?</dt><dd><p>Yes</p>"), "whoever looks sees why: {}", refused.text());
        let lowered = person.browser.submit(&case, &format!("{path}/risk"), &[("level", "low"), ("text", &app.seed("reason"))]).await;
        assert!(lowered.text().contains("The risk is saved"));
        app.finish().await;
    }

    async fn an_account_written_without_names_goes_to_those_who_get_facts_without_a_name(app: TestApp) {
        let mut report = app.report();
        report["permission"] = json!({"agencies": {"tees-police": {"investigate": "anonymous"}}});
        let receipted = app.submit(&report).await;
        app.deliver_mail().await;
        let (reader, link, _) = crate::recipients::open(&app, "tees-police").await;
        let before = reader.get(&format!("{link}/referral")).await.text();
        assert!(!before.contains("What happened, without names"));
        let person = invited(&app, Role::Coordinator, "").await;
        let inbox = person.sign_in(&app).await;
        assert!(inbox.text().contains("waits to be written without names"), "{}", inbox.text());
        let case = person.open(&inbox, &reference(&receipted)).await;
        let account = app.seed("redacted");
        let path = format!("/desk/reports/{}/release", reference(&receipted));
        person.browser.submit(&case, &path, &[("text", &account)]).await;
        assert_eq!(app.deliver_mail().await.sent, 1, "they are told that there is more to see");
        let after = reader.get(&format!("{link}/referral")).await.text();
        assert!(after.contains(&account) && !after.contains("They followed me home."), "{after}");
        app.finish().await;
    }

    async fn nobody_gets_in_without_both_and_a_code_counts_once(app: TestApp) {
        let person = invited(&app, Role::Coordinator, "").await;
        let page = person.browser.get("/desk/sign-in").await;
        let planted = page.header("set-cookie").to_owned();
        for (address, password) in [(person.address.as_str(), "wrong"), ("nobody@desk.example", PASSWORD)] {
            let wrong = person.browser.submit(&page, "/desk/sign-in", &[("address", address), ("password", password)]).await;
            assert!(wrong.text().contains("do not fit together"), "which of both is not said: {}", wrong.text());
        }
        let half = person.browser.submit(&page, "/desk/sign-in", &[("address", &person.address), ("password", PASSWORD)]).await;
        assert_eq!(person.browser.get("/desk").await.header("location"), "/desk/sign-in", "a password alone opens nothing");
        let wrong = person.browser.submit(&half, "/desk/code", &[("code", "000000")]).await;
        assert!(wrong.text().contains("not the code"), "{}", wrong.text());
        let right = code(&app, &person.totp);
        let signed_in = person.browser.submit_only(&half, "/desk/code", &[("code", &right)]).await;
        let fresh = signed_in.header("set-cookie").to_owned();
        assert!(!fresh.is_empty() && fresh.split(';').next() != planted.split(';').next(), "a planted cookie does not become a session");
        assert_eq!(person.browser.get("/desk").await.status, 200);
        let other = app.browser();
        let page = other.get("/desk/sign-in").await;
        let half = other.submit(&page, "/desk/sign-in", &[("address", &person.address), ("password", PASSWORD)]).await;
        let replayed = other.submit(&half, "/desk/code", &[("code", &right)]).await;
        assert!(replayed.text().contains("not the code"), "a code that was seen counts no second time");
        let page = person.browser.get("/desk").await;
        person.browser.submit_only(&page, "/desk/leave-everywhere", &[]).await;
        let again = app.browser();
        assert_eq!(again.get("/desk").await.header("location"), "/desk/sign-in");
        assert_eq!(person.browser.get("/desk").await.header("location"), "/desk/sign-in");
        app.finish().await;
    }

    async fn a_session_ends_after_thirty_idle_minutes_and_five_on_a_shared_device(app: TestApp) {
        let person = invited(&app, Role::Coordinator, "").await;
        person.sign_in(&app).await;
        app.advance("29 minutes");
        assert_eq!(person.browser.get("/desk").await.status, 200);
        app.advance("2 minutes");
        assert_eq!(person.browser.get("/desk").await.header("location"), "/desk/sign-in");
        let page = person.browser.get("/desk/sign-in").await;
        let fields = [("address", person.address.as_str()), ("password", PASSWORD), ("shared", "yes")];
        let half = person.browser.submit(&page, "/desk/sign-in", &fields).await;
        person.browser.submit(&half, "/desk/code", &[("code", &code(&app, &person.totp))]).await;
        assert!(person.browser.get("/desk").await.text().contains("Shared device"));
        app.advance("6 minutes");
        assert_eq!(person.browser.get("/desk").await.header("location"), "/desk/sign-in");
        app.finish().await;
    }

    async fn an_account_names_a_centre_that_is_there(app: TestApp) {
        let who = |centre: &str| Invitee {
            address: format!("{}@desk.example", app.seed("staff")),
            name: app.seed("Staffname"),
            role: "volunteer".to_owned(),
            centre: centre.to_owned(),
        };
        let fault = invite(&app.app.service, &waymark_core::handling::record::Actor::CommandLine, None, who("libary")).await.unwrap_err();
        assert!(fault.to_string().contains("did you mean \"library\""), "{fault}");
        let person = invited(&app, Role::Coordinator, "").await;
        person.sign_in(&app).await;
        let page = person.browser.get("/desk/people").await;
        let fields = [("address", "sam@desk.example"), ("name", "Sam"), ("role", "volunteer"), ("centre", "liberry")];
        let faulty = person.browser.submit_only(&page, "/desk/people", &fields).await;
        assert!(faulty.text().contains("Did you mean library?"), "{}", faulty.text());
        app.finish().await;
    }

    async fn every_role_gets_what_is_for_it_and_nothing_else(app: TestApp) {
        let mut report = app.report();
        report["contact"]["methods"][0]["value"] = "robin@mail.example".into();
        let receipted = app.submit(&report).await;
        app.submit(&json!({"incident": {"account": "x"}, "risk": {"in_danger": "yes"}})).await;
        let reference = reference(&receipted);
        for role in Role::ALL {
            let id = role.id();
            let person = invited(&app, role, if role.is_of_a_centre() { "library" } else { "" }).await;
            let first = person.sign_in(&app).await;
            let all = !role.is_of_a_centre() && role != Role::Auditor;
            assert_eq!(first.text().contains("WM-"), all, "{id} sees a list of what is in reach: {}", first.text());
            let people = person.browser.get("/desk/people").await;
            assert_eq!(people.status == 200, matches!(role, Role::Coordinator | Role::CentreManager), "{id}");
            let token = hidden(&person.browser.get("/desk/sign-in").await.text(), "form_token");
            let post = |path: &str| {
                let request = person.browser.http().post(person.browser.at(path)).header("Sec-Fetch-Site", "same-origin");
                request.header("Content-Type", "application/x-www-form-urlencoded").body(format!("form_token={token}&reference={reference}&text=x&level=high&go=hold&name=x&centre=library"))
            };
            let opened = person.browser.send(post("/desk/reports")).await;
            let expected = match role {
                Role::Auditor => (403, String::new()),
                _ if all => (303, format!("/desk/reports/{reference}")),
                _ => (303, "/desk?unknown".to_owned()),
            };
            assert_eq!((opened.status, opened.header("location").to_owned()), expected, "{id}");
            let searched = person.browser.send(post("/desk/search")).await;
            assert_eq!((searched.status, person.browser.get("/desk/search").await.status), if role.may(Act::Open) { (303, 200) } else { (403, 403) }, "{id}");
            for what in ["answer", "note", "risk", "hold", "release"] {
                let done = person.browser.send(post(&format!("/desk/reports/{reference}/{what}"))).await;
                let may = all;
                assert_eq!(done.status == 303 && done.header("location").contains("WM-"), may, "{id} {what}: {} {}", done.status, done.header("location"));
            }
            let paths = [("place", Act::Place), ("never", Act::Place), ("aloud", Act::Place), ("overrule", Act::Overrule), ("overrule/decide", Act::Approve), ("overrule/told", Act::Overrule), ("links", Act::Link), ("links/end", Act::Link), ("receipt", Act::Renew), ("receipt/given", Act::Renew)];
            for (what, act) in paths {
                let done = person.browser.send(post(&format!("/desk/reports/{reference}/{what}"))).await;
                assert_eq!(done.status == 403, !role.may(act), "{id} {what}: {}", done.status);
                assert!(all || done.status >= 400, "{id} {what}: what is not in reach stays shut");
            }
            for what in ["place", "overrule"] {
                let shown = person.browser.get(&format!("/desk/reports/{reference}/{what}")).await;
                assert_eq!(shown.status == 200, matches!(role, Role::Coordinator | Role::Duty), "{id} {what}: {}", shown.status);
            }
            let question = format!("/desk/reports/{reference}/questions/00000000-0000-7000-8000-000000000000");
            for found in [person.browser.get(&question).await, person.browser.send(post(&question)).await] {
                assert_eq!(found.status, if role.may(Act::OpenHandling) { 404 } else { 403 }, "{id} {question}");
            }
            for (what, act) in [("links", Act::Link), ("receipt", Act::Renew)] {
                let shown = person.browser.get(&format!("/desk/reports/{reference}/{what}")).await;
                assert_eq!(shown.status, if !role.may(act) { 403 } else if all { 200 } else { 404 }, "{id} {what}");
            }
            let undo = person.browser.send(post("/desk/undo")).await;
            assert_eq!((undo.status, person.browser.get("/desk/undo").await.status), if role.may(Act::Undo) { (200, 200) } else { (403, 403) }, "{id}");
            let kept = person.browser.send(post("/desk/kept")).await;
            assert_eq!((kept.status, person.browser.get("/desk/kept").await.status), if role.may(Act::Hold) { (200, 200) } else { (403, 403) }, "{id}");
            let letter = "/desk/mail/00000000-0000-7000-8000-000000000000";
            let mail = [
                (person.browser.get("/desk/mail").await, 200),
                (person.browser.get(letter).await, 303),
                (person.browser.send(post(letter)).await, 404),
                (person.browser.send(post(&format!("{letter}/done"))).await, 303),
                (person.browser.send(post(&format!("{letter}/link"))).await, 303),
            ];
            for (place, (found, may)) in mail.into_iter().enumerate() {
                assert_eq!(found.status, if role == Role::Coordinator { may } else { 403 }, "{id} mail {place}");
            }
            let handling = role.may(Act::OpenHandling);
            let paths = [("actions", role.may(Act::Note)), ("cases", role.may(Act::Assign)), ("release", role.may(Act::Release)), ("area", role.may(Act::Place)), ("child", handling)];
            for (what, may) in paths {
                let path = format!("/desk/reports/{reference}/{what}");
                let (shown, done) = (person.browser.get(&path).await, person.browser.send(post(&path)).await);
                // Where it happened was told, and nobody is under 18: neither is for anybody.
                let none = matches!(what, "area" | "child");
                assert_eq!(shown.status, if !may { 403 } else if all && !none { 200 } else { 404 }, "{id} {what}");
                assert_eq!(done.status == 403, !may, "{id} {what}: {}", done.status);
                assert!(all || done.status >= 400, "{id} {what}: what is not in reach stays shut");
            }
            let task = format!("/desk/reports/{reference}/actions/00000000-0000-7000-8000-000000000000");
            for done in [person.browser.get(&task).await, person.browser.send(post(&task)).await] {
                assert!(matches!(done.status, 200 | 403 | 404) && (done.status == 403) != role.may(Act::Note), "{id}: {}", done.status);
                assert!(all || done.status >= 400, "{id}");
            }
            let figures = person.browser.get("/desk/figures").await;
            assert_eq!(figures.status == 200, role.may(Act::Statistics), "{id}: {}", figures.status);
            let invites = person.browser.send(post("/desk/people")).await;
            assert_eq!(invites.status == 200, matches!(role, Role::Coordinator | Role::CentreManager), "{id}");
            let leads = matches!(role, Role::Coordinator | Role::CentreManager);
            for page in ["/desk/centre", "/desk/keys", "/desk/poster", "/desk/poster/library"] {
                assert_eq!(person.browser.get(page).await.status, if leads { 200 } else { 403 }, "{id} {page}");
            }
            let elsewhere = person.browser.get("/desk/poster/hub").await;
            assert_eq!(elsewhere.status, match role { Role::Coordinator => 200, _ if leads => 404, _ => 403 }, "{id}: the poster of another centre");
            for path in ["/desk/keys", "/desk/keys/copied", "/desk/centre/confirm", "/desk/centre/code"] {
                let done = person.browser.send(post(path)).await;
                assert_eq!(matches!(done.status, 200 | 303), leads, "{id} {path}: {}", done.status);
            }
            for path in ["/desk/centre/off", "/desk/centre/on"] {
                assert_eq!(person.browser.send(post(path)).await.status, if role == Role::Coordinator { 303 } else { 403 }, "{id} {path}");
            }
            assert_eq!(person.browser.send(post("/desk/here")).await.status, 204, "{id} is there");
            let takes = role != Role::Auditor;
            for page in ["/desk/take-down", "/desk/paper"] {
                assert_eq!(person.browser.get(page).await.status, if takes { 200 } else { 403 }, "{id} {page}");
            }
            for page in ["/desk/take-down/allow", "/desk/take-down/check", "/desk/take-down/slip"] {
                let found = person.browser.get(page).await;
                let expected = if takes { (303, "/desk/take-down") } else { (403, "") };
                assert_eq!((found.status, found.header("location")), expected, "{id} {page}");
            }
            for path in ["", "/allow", "/check", "/slip", "/open"] {
                let done = person.browser.send(post(&format!("/desk/take-down{path}"))).await;
                assert_eq!(done.status, if takes { 303 } else { 403 }, "{id} {path}");
            }
            let watched = person.browser.send(post("/desk/people/00000000-0000-7000-8000-000000000000/begun")).await;
            assert_eq!(watched.status, if leads { 404 } else { 403 }, "{id}");
            for what in ["again", "role", "end"] {
                let path = format!("/desk/people/00000000-0000-7000-8000-000000000000/{what}");
                assert_eq!(person.browser.send(post(&path)).await.status, 403, "{id} {what}");
            }
            let right = person.browser.send(post("/desk/centre/right/00000000-0000-7000-8000-000000000000")).await;
            assert_eq!(right.status, if role == Role::Coordinator { 404 } else { 403 }, "{id}");
            let revoked = person.browser.send(post("/desk/keys/00000000-0000-7000-8000-000000000000/revoke")).await;
            assert_eq!(revoked.status, if leads { 404 } else { 403 }, "{id}");
        }
        app.deliver_mail().await;
        app.finish().await;
    }
}
