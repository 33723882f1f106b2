//! A receipt that somebody else found: every page and call that takes it is walked, and none tells how to reach the person, where they live,
//! when they are alone or what they are called.

use std::collections::BTreeSet;

use reqwest::Method;
use serde_json::{Value as Json, json};
use waymark_core::staff::Role;

use crate::app::{Answer, Browser, TestApp};
use crate::desk::{invited, reference};
use crate::stories;

/// What must not be read, each in a spelling of its own.
struct Secrets {
    email: String,
    street: String,
    name: String,
    times: String,
}

const NUMBER: &str = "07700 900777";
const PAGER: &str = "+44 (0) 1632 960444";
const HOME: &str = "TS18 1AB";

impl Secrets {
    fn of(app: &TestApp) -> Self {
        Self {
            email: app.address("mine"),
            street: format!("Flat 9, 12 {} Road", app.seed("Sample")),
            name: format!("Juniper {}", app.seed("Quill")),
            times: format!("Tuesdays when {} is at work", app.seed("he")),
        }
    }

    /// A report in which each stands where it is asked for, and in what was typed freely.
    fn report(&self, app: &TestApp, setting: &str) -> Json {
        let mut report = app.report();
        report["incident"]["account"] = json!(format!(
            "They followed me home.\nI am {} and live at {}, {}. Write to {} or ring 07700900777.",
            self.name,
            self.street.to_uppercase(),
            HOME.to_lowercase(),
            self.email
        ));
        report["incident"]["where"] =
            json!({"setting": setting, "postcode": HOME, "place": self.street, "words": format!("the yard at {}", self.street)});
        report["incident"]["when"]["words"] = json!(format!("the week {} moved in", self.name));
        report["victim"]["name"] = json!(self.name);
        report["victim"]["postcode"] = json!(HOME);
        report["victim"]["words"] = json!(format!("beside {}", self.street));
        report["victim"]["housing"] = json!(format!("a flat at {}", self.street));
        report["contact"]["methods"] = json!([
            {"kind": "email", "value": self.email, "safe": true},
            {"kind": "text", "value": NUMBER, "safe": true},
            {"kind": "phone", "value": PAGER, "safe": false},
            {"kind": "post", "value": format!("{}\nManchester", self.street), "safe": true}
        ]);
        report["contact"]["safe_times"] = json!(self.times);
        report["contact"]["interpreter"] = json!(format!("Nobody who knows {}", self.name));
        report["suspect"]["description"] = json!(format!("He has my number, {NUMBER}"));
        report["permission"] = json!({"purposes": {"support": "full", "investigate": "full", "inform": "anonymous"}});
        report
    }

    fn check(&self, what: &str, shown: &str) {
        let plain = |text: &str| text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let page = plain(&shown.replace("&#39;", "'").replace("&amp;", "&"));
        let (street, name) = (&self.street[..self.street.rfind(' ').unwrap()], self.name.split(' ').next_back().unwrap());
        for secret in [&self.email, street, name, "Juniper", &self.times, NUMBER, "7700 900777", "1632 960444", HOME] {
            assert!(!page.contains(&plain(secret)), "{what} shows {secret}: {shown}");
        }
    }
}

/// Routes that a receipt opens, as the program lists them.
fn routes() -> BTreeSet<&'static str> {
    let listed = include_str!("../../src/web/routes.rs").split('"').skip(1).step_by(2);
    listed
        .filter(|path| {
            path.starts_with("/your-report") || (path.starts_with("/api/v1/report") && !path.starts_with("/api/v1/reports"))
        })
        .collect()
}

/// The walk: each route once at least, and what came of it checked.
struct Walk<'a> {
    app: &'a TestApp,
    browser: Browser,
    receipted: &'a Json,
    secrets: &'a Secrets,
    walked: BTreeSet<String>,
}

impl Walk<'_> {
    fn seen(&mut self, path: &str, answer: &Answer) {
        let path = path.split('?').next().unwrap();
        self.walked.insert(path.to_owned());
        self.secrets.check(path, &format!("{:?} {}", answer.headers, answer.text()));
    }

    async fn get(&mut self, path: &str) -> Answer {
        let answer = self.browser.get(path).await;
        self.seen(path, &answer);
        answer
    }

    async fn post(&mut self, page: &Answer, path: &str, fields: &[(&str, &str)]) -> Answer {
        let answer = self.browser.submit_only(page, path, fields).await;
        self.seen(path, &answer);
        if answer.status == 303 { self.get(answer.header("location")).await } else { answer }
    }

    async fn call(&mut self, method: Method, path: &str, body: Option<Json>) -> Json {
        let answer = self.app.with_receipt(method, path, self.receipted, body).await;
        assert!(answer.status < 300, "{path}: {}", answer.text());
        self.seen(path, &answer);
        if answer.body.is_empty() { Json::Null } else { answer.json() }
    }
}

stories! {
    async fn no_page_and_no_call_that_a_receipt_opens_tells_how_to_reach_the_person(app: TestApp) {
        let secrets = Secrets::of(&app);
        let receipted = app.submit(&secrets.report(&app, "home")).await;
        app.deliver_mail().await;
        // The team answers with a number in it, as people do.
        let person = invited(&app, Role::Coordinator, "").await;
        let inbox = person.sign_in(&app).await;
        let case = person.open(&inbox, &reference(&receipted)).await;
        assert!(case.text().contains(NUMBER) && case.text().contains(&secrets.name), "the desk sees it: {}", case.text());
        let answer = format!("/desk/reports/{}/answer", reference(&receipted));
        person.browser.submit(&case, &answer, &[("text", &format!("{}, we ring you at {NUMBER}.", secrets.name))]).await;

        let browser = app.browser();
        let mut walk = Walk { app: &app, browser, receipted: &receipted, secrets: &secrets, walked: BTreeSet::new() };
        let door = walk.get("/your-report").await;
        walk.post(&door, "/your-report", &[("receipt", receipted["receipt"].as_str().unwrap())]).await;
        let details = walk.get("/your-report/details").await;
        assert!(details.text().contains("we ring you at (not shown here)."), "{}", details.text());
        let story = walk.get("/your-report/story").await.text();
        assert!(story.contains("They followed me home.") && story.contains("You told us. We do not show it here."), "{story}");
        let choices = walk.get("/your-report/permission").await;
        for way in ["E-mail 1", "Text message 1", "Letter 1"] {
            assert!(choices.text().contains(way), "ways are named by kind and number: {way} in {}", choices.text());
        }
        assert!(!choices.text().contains("Phone call 1"), "an unsafe way never passes: {}", choices.text());
        walk.post(&choices, "/your-report/permission", &[("allow.tees-pride.support", "full")]).await;
        let long = "x".repeat(10_100);
        let told = format!("Reach me at {}", secrets.email);
        walk.post(&details, "/your-report/messages", &[("message", &told)]).await;
        walk.post(&details, "/your-report/additions", &[("addition", &told), ("share_with", "tees-pride")]).await;
        let mend = walk.browser.submit_only(&details, "/your-report/messages", &[("message", &long)]).await;
        assert!(mend.status < 400, "{}", mend.text());
        let view = walk.call(Method::GET, "/api/v1/report", None).await;
        assert_eq!(view["messages"].as_array().unwrap().len(), 2, "{view}");
        walk.call(Method::POST, "/api/v1/report/messages", Some(json!({"text": told}))).await;
        walk.call(Method::POST, "/api/v1/report/additions", Some(json!({"text": told}))).await;
        walk.call(Method::POST, "/api/v1/report/permission", Some(json!({"purposes": {"support": "full"}}))).await;
        walk.get("/your-report/story").await;
        walk.call(Method::PATCH, "/api/v1/report/contact", Some(json!({"stop": [2]}))).await;
        walk.post(&details, "/your-report/contact", &[("stop", "1")]).await;
        let confirm = walk.get("/your-report/erase").await;
        walk.post(&confirm, "/your-report/erase", &[]).await;
        walk.get("/your-report/erased").await;
        walk.get("/your-report/details").await;
        walk.call(Method::GET, "/api/v1/report", None).await;
        let here = walk.browser.submit_only(&confirm, "/your-report/here", &[]).await;
        walk.seen("/your-report/here", &here);
        let words = [("message", app.seed("not sent")), ("of", "/your-report/messages".to_owned())];
        let words = words.each_ref().map(|(name, value)| (*name, value.as_str()));
        let kept = walk.browser.submit_only(&confirm, "/your-report/keep", &words).await;
        walk.seen("/your-report/keep", &kept);
        let left = walk.browser.submit_only(&confirm, "/your-report/leave", &[]).await;
        walk.seen("/your-report/leave", &left);
        let gone = app.submit(&secrets.report(&app, "street")).await;
        let erased = app.with_receipt(Method::DELETE, "/api/v1/report", &gone, None).await;
        assert_eq!(erased.status, 200);
        walk.seen("/api/v1/report", &erased);
        let other = app.submit(&secrets.report(&app, "street")).await;
        let word = app.with_receipt(Method::POST, "/api/v1/report/word", &other, Some(json!({"word": app.seed("heron")}))).await;
        walk.seen("/api/v1/report/word", &word);
        let walked: BTreeSet<&str> = walk.walked.iter().map(String::as_str).collect();
        assert_eq!(walked, routes(), "each route that takes a receipt is walked");
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn where_only_the_home_told_the_district_nobody_learns_it_from_a_receipt(app: TestApp) {
        let mut report = app.report();
        report["incident"]["where"] = json!({"setting": "online"});
        report["victim"]["postcode"] = json!("TS18 1AB");
        let receipted = app.submit(&report).await;
        let browser = app.browser();
        let page = browser.get("/your-report").await;
        browser.submit(&page, "/your-report", &[("receipt", receipted["receipt"].as_str().unwrap())]).await;
        for path in ["/your-report/permission", "/your-report/story", "/your-report/details"] {
            let shown = browser.get(path).await;
            assert!(shown.status == 200 && !shown.text().contains("Stockton"), "{path}: {}", shown.text());
        }
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn whoever_may_see_it_still_sees_all_of_it(app: TestApp) {
        let secrets = Secrets::of(&app);
        let mut report = secrets.report(&app, "street");
        report["incident"]["where"]["postcode"] = json!("TS18 1AB");
        app.submit(&report).await;
        let (_, _, read) = crate::recipients::open(&app, "tees-pride").await;
        for told in [&secrets.email, &secrets.name, &secrets.times, NUMBER, HOME] {
            assert!(read.text().contains(told), "{told} is missing: {}", read.text());
        }
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn nobody_is_said_to_see_what_was_not_told(app: TestApp) {
        let bare = json!({"incident": {"account": app.seed("account"), "strands": ["sexual-orientation"], "where": {"postcode": "TS18 1AB"}},
            "contact": {"methods": [{"kind": "post", "value": app.seed("unsafe"), "safe": false}]},
            "permission": {"purposes": {"investigate": "full"}}});
        let receipted = app.submit(&bare).await;
        let held = app.view(&receipted).await["referrals"][0].clone();
        assert_eq!((&held["holding"], &held["access"]), (&json!(["incident"]), &json!(false)), "{held}");
        let browser = app.browser();
        let page = browser.get("/your-report").await;
        browser.submit(&page, "/your-report", &[("receipt", receipted["receipt"].as_str().unwrap())]).await;
        let details = browser.get("/your-report/details").await.text();
        assert!(details.contains("<li>What happened</li>") && !details.contains("<li>How to reach you</li>"), "{details}");
        let mut whole = app.report();
        whole["permission"] = json!({"purposes": {"investigate": "full"}});
        let held = app.view(&app.submit(&whole).await).await["referrals"][0].clone();
        assert_eq!((&held["holding"], &held["access"]), (&json!(["incident", "victim", "contact", "suspect"]), &json!(true)), "{held}");
        app.deliver_mail().await;
        app.finish().await;
    }
}
