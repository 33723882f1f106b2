//! Somebody at the desk, over one connection: what each thing they do takes until the whole answer is there.

use std::cell::RefCell;
use std::time::Instant;

use chrono::Duration;
use waymark_core::clock::{Clock, SystemClock};
use waymark_core::handling::task::TaskKind;
use waymark_core::vault::secrets::Totp;

use crate::crowd::{self, Crowd};
use crate::table;

/// What is typed to find somebody of the crowd.
type Sought = fn(usize) -> String;

/// How often each thing is done.
const TIMES: usize = 300;
const PASSWORD: &str = "copper heron umbrella seven";

/// What something took, ms.
pub(crate) struct Took {
    /// What was done.
    pub what: String,
    /// Half of the times.
    pub median: f64,
    /// All but one in a hundred.
    pub slow: f64,
}

/// A browser without a window.
pub(crate) struct Visitor {
    http: reqwest::Client,
    url: String,
}

impl Visitor {
    /// Takes an invitation and signs in.
    pub(crate) async fn signed_in(url: &str, link: &str, address: &str) -> Self {
        let http = reqwest::Client::builder().cookie_store(true).build().expect("a client can be made");
        let visitor = Self { http, url: url.to_owned() };
        let start = link.find("/desk/").expect("an invitation");
        let path = link[start..].split_whitespace().next().expect("a path").to_owned();
        let enrol = visitor.post(&path, &[("password", PASSWORD)]).await;
        let secret = enrol.split("small-code\"><bdi>").nth(1).and_then(|rest| rest.split('<').next()).expect("a secret");
        let totp = Totp::parse(secret).expect("the secret of an app");
        let now = u64::try_from(SystemClock::shifted(Duration::zero()).now().timestamp()).expect("a time");
        let done = visitor.post(&format!("{path}/code"), &[("code", &totp.code(now / 30))]).await;
        let recovery =
            done.split("<bdi class=\"number\">").nth(1).and_then(|rest| rest.split('<').next()).expect("recovery codes");
        visitor.post("/desk/sign-in", &[("address", address), ("password", PASSWORD)]).await;
        let desk = visitor.post("/desk/code", &[("code", recovery)]).await;
        assert!(desk.contains("/desk/leave"), "nobody is signed in");
        visitor
    }

    async fn get(&self, path: &str) -> String {
        let answer = self.http.get(format!("{}{path}", self.url)).send().await.expect("an answer");
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        answer.text().await.expect("a page")
    }

    /// Posts a form and follows to the page that answers it.
    async fn post(&self, path: &str, fields: &[(&str, &str)]) -> String {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(fields);
        let request = self.http.post(format!("{}{path}", self.url)).header("Sec-Fetch-Site", "same-origin");
        let request = request.header("Content-Type", "application/x-www-form-urlencoded").body(body.finish());
        let answer = request.send().await.expect("an answer");
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        answer.text().await.expect("a page")
    }

    /// Does everything that is measured.
    pub(crate) async fn measure(&mut self, crowd: &Crowd) -> Vec<Took> {
        let first = self.times("what needs a person, first page", async |_| drop(self.get("/desk").await)).await;
        let pages = self.pages("the next page, and the next", "/desk").await;
        let view = format!("/desk?view={}", TaskKind::Unplaced.id());
        let filtered = self.times("only what has no place, first page", async |_| drop(self.get(&view).await)).await;
        let filtered_pages = self.pages("the next page of that, and the next", &view).await;
        let known = |time: usize| &crowd.known[time * 7 % crowd.known.len()];
        let opened = self
            .times("open a report by its reference", async |time| {
                let page = self.post("/desk/reports", &[("reference", &known(time).1)]).await;
                assert!(page.contains(&known(time).1));
            })
            .await;
        let mut took = vec![first, pages, filtered, filtered_pages, opened];
        let ways: [(&str, Sought); 3] =
            [("telephone number", crowd::phone), ("e-mail address", crowd::address), ("full name", crowd::name)];
        for (what, sought) in ways {
            let found = async |time: usize| {
                let (place, reference) = known(time);
                let page = self.post("/desk/search", &[("sought", &sought(*place))]).await;
                assert!(page.contains(reference), "{reference} is not found by {}", sought(*place));
            };
            took.push(self.times(&format!("find a report by {what}"), found).await);
        }
        let shared = async |time: usize| {
            let page = self.post("/desk/search", &[("sought", &crowd::postcode(time))]).await;
            assert!(page.matches("action=\"/desk/reports\"").count() >= 50, "a postcode leads to many reports");
        };
        took.push(self.times("find the newest 50 of a postcode that a quarter shares", shared).await);
        took
    }

    /// What an auditor reads: the whole record, page by page.
    pub(crate) async fn measure_record(&self) -> [Took; 2] {
        let opened = self.post("/desk/record", &[("reference", "")]).await;
        assert!(opened.matches("<li class=\"card\">").count() == 50, "a page of the record has 50 lines");
        let first = self.times("the record, first page", async |_| drop(self.get("/desk/record").await)).await;
        [first, self.pages("the next page of the record, and the next", "/desk/record").await]
    }

    /// Goes on from page to page of a list, and to its beginning when the end is there.
    async fn pages(&self, what: &str, beginning: &str) -> Took {
        let next = RefCell::new(beginning.to_owned());
        let (list, _) = beginning.split_once('?').unwrap_or((beginning, ""));
        self.times(what, async |_| {
            let at = next.borrow().clone();
            let page = self.get(&at).await;
            let start = format!("href=\"{list}?");
            let links = page.split(&start).skip(1).filter_map(|rest| rest.split('"').next());
            let link = links.map(|to| to.replace("&amp;", "&").replace("&#38;", "&")).find(|to| to.contains("from="));
            *next.borrow_mut() = link.map_or_else(|| beginning.to_owned(), |to| format!("{list}?{to}"));
        })
        .await
    }

    async fn times(&self, what: &str, once: impl AsyncFn(usize)) -> Took {
        once(0).await;
        let mut times = Vec::with_capacity(TIMES);
        for time in 0..TIMES {
            let began = Instant::now();
            once(time).await;
            times.push(began.elapsed().as_secs_f64() * 1_000.0);
        }
        times.sort_by(f64::total_cmp);
        Took { what: what.to_owned(), slow: times[TIMES * 99 / 100], median: table::median(times) }
    }
}
