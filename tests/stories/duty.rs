//! What is urgent, and what nobody has looked at yet: who sees it, who has looked, and who may close it.

use serde_json::{Value as Json, json};
use waymark::journeys::centre::api_keys;
use waymark::journeys::desk::duty::call::urgently;
use waymark_core::report::Told;
use waymark_core::staff::Role;

use crate::app::{Answer, TestApp};
use crate::desk::{Person, invited, reference};
use crate::recipients::open;
use crate::stories;

const URGENT: &str = "Urgent: somebody may be in danger";
const NEW: &str = "Nobody has looked at it yet";

/// A report of the library's own system.
async fn of_the_library(app: &TestApp, report: &Json) -> Json {
    let key = api_keys::make(
        &app.app.service,
        &waymark_core::handling::record::Actor::CommandLine,
        "library",
        &Told::new("front desk"),
    )
    .await
    .unwrap();
    app.guard(&key);
    let request = app.http().post(format!("{}/api/v1/reports", app.url)).header("Authorization", format!("Bearer {key}"));
    let answer = app.send(request.json(report)).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    let receipted = answer.json();
    app.guard(receipted["receipt"].as_str().unwrap());
    receipted
}

async fn somebody(app: &TestApp, role: Role) -> (Person, Answer) {
    let person = invited(app, role, if role.is_of_a_centre() { "library" } else { "" }).await;
    let inbox = person.sign_in(app).await;
    (person, inbox)
}

fn at(receipted: &Json, what: &str) -> String {
    format!("/desk/reports/{}{what}", reference(receipted))
}

/// The task that a page offers to close with a reason.
fn task(case: &Answer) -> String {
    let text = case.text();
    let form = text.split("/done\" novalidate>").nth(1).unwrap_or_else(|| panic!("nothing to close: {text}"));
    form.split("name=\"task\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

/// The card of a report in a list.
fn card(inbox: &Answer, receipted: &Json) -> String {
    let text = inbox.text();
    let card = text.split("<li class=\"card").find(|card| card.contains(&reference(receipted)));
    card.unwrap_or_else(|| panic!("not in the list: {text}")).split("</form>").next().unwrap().to_owned()
}

fn letters(app: &TestApp, to: &str) -> usize {
    if app.app.service.settings.data.join("mail").exists() { app.letters_to(to).len() } else { 0 }
}

async fn call(app: &TestApp) {
    urgently(&app.app.running.service()).await.unwrap();
    app.deliver_mail().await;
}

stories! {
    async fn only_somebody_on_duty_closes_what_is_urgent_and_says_why(app: TestApp) {
        let child = json!({"incident": {"account": "x"}, "victim": {"age_band": "13-15"}});
        let receipted = of_the_library(&app, &child).await;
        let (coordinator, inbox) = somebody(&app, Role::Coordinator).await;
        let case = coordinator.open(&inbox, &reference(&receipted)).await;
        let urgent = task(&case);
        let (volunteer, list) = somebody(&app, Role::Volunteer).await;
        let cases = coordinator.browser.get(&at(&receipted, "/cases")).await;
        let offered = cases.text();
        let theirs = offered.split("<option value=\"").find(|rest| rest.split('<').next().unwrap().contains(&volunteer.name)).unwrap();
        let theirs = theirs.split('"').next().unwrap().to_owned();
        coordinator.browser.submit(&cases, &at(&receipted, "/cases"), &[("person", &theirs), ("go", "give")]).await;
        let (manager, managed) = somebody(&app, Role::CentreManager).await;
        let (staff, staffed) = somebody(&app, Role::CentreStaff).await;
        for (person, inbox) in [(&volunteer, &list), (&manager, &managed), (&staff, &staffed)] {
            let case = person.open(inbox, &reference(&receipted)).await;
            assert!(case.text().contains(URGENT) && case.text().contains("Somebody on duty has looked at it."), "{}", case.text());
            assert!(!case.text().contains("/done\"") && !case.text().contains("id=\"closing\""), "{}", case.text());
            let tried = [("task", urgent.as_str()), ("text", "I asked them")];
            assert_eq!(person.browser.submit_only(&case, &at(&receipted, "/done"), &tried).await.status, 403);
        }
        let (duty, inbox) = somebody(&app, Role::Duty).await;
        assert!(card(&inbox, &receipted).contains(URGENT), "nobody closed it");
        let case = duty.open(&inbox, &reference(&receipted)).await;
        let blank = duty.browser.submit_only(&case, &at(&receipted, "/done"), &[("task", &urgent), ("text", " \n")]).await;
        assert!(blank.text().contains("href=\"#closing\"") && blank.text().contains("id=\"closing-fault\""), "{}", blank.text());
        assert!(blank.text().contains("<title>Error: ") && card(&duty.browser.get("/desk").await, &receipted).contains(URGENT));
        let reason = app.seed("safewithheraunt");
        let done = duty.browser.submit(&case, &at(&receipted, "/done"), &[("task", &urgent), ("text", &reason)]).await;
        assert!(done.text().contains("Closed: it is not urgent any more") && done.text().contains(&reason), "{}", done.text());
        assert!(!duty.browser.get("/desk").await.text().contains(&reference(&receipted)), "nothing needs a person");
        assert!(app.one_text("SELECT actor FROM audit WHERE action = 'duty-closed'").await.starts_with("staff:"));
        assert!(!serde_json::to_string(&app.view(&receipted).await).unwrap().contains(&reason), "no receipt opens a reason");
        let again = duty.browser.submit_only(&case, &at(&receipted, "/done"), &[("task", &urgent), ("text", &reason)]).await;
        assert_eq!(again.status, 403, "closed once");
        call(&app).await;
        app.finish().await;
    }

    async fn a_centre_that_opens_its_own_report_calls_off_nobody(app: TestApp) {
        let danger = json!({"incident": {"account": "x"}, "risk": {"threat_to_kill": "yes"}});
        let receipted = of_the_library(&app, &danger).await;
        let (manager, inbox) = somebody(&app, Role::CentreManager).await;
        assert!(card(&inbox, &receipted).contains("Whoever is on duty is being called."), "{}", card(&inbox, &receipted));
        call(&app).await;
        let case = manager.open(&inbox, &reference(&receipted)).await;
        assert!(case.text().contains("Whoever is on duty was called, and has not looked at it yet."), "{}", case.text());
        app.advance("31 minutes");
        call(&app).await;
        assert_eq!(letters(&app, "deputy@waymark.example"), 1, "nobody on duty has looked");
        let (duty, inbox) = somebody(&app, Role::Duty).await;
        duty.open(&inbox, &reference(&receipted)).await;
        let again = manager.sign_in(&app).await;
        assert!(card(&again, &receipted).contains("Somebody on duty has looked at it."), "{}", card(&again, &receipted));
        app.finish().await;
    }

    async fn what_goes_to_nobody_by_itself_waits_until_somebody_opens_it(app: TestApp) {
        let quiet = app.submit(&json!({"incident": {"account": app.seed("quiet")}})).await;
        let passed = app.submit(&app.report()).await;
        let danger = app.submit(&json!({"incident": {"account": "x"}, "risk": {"in_danger": "yes"}})).await;
        let (person, inbox) = somebody(&app, Role::Coordinator).await;
        assert!(card(&inbox, &quiet).contains(NEW) && inbox.text().contains(">New (1)"), "{}", inbox.text());
        assert!(!inbox.text().contains(&reference(&passed)), "an organisation has it");
        assert!(!card(&inbox, &danger).contains(NEW), "somebody is called to it");
        let listed = person.browser.get("/desk?view=new").await;
        assert!(listed.text().contains(&reference(&quiet)) && !listed.text().contains(&reference(&danger)), "{}", listed.text());
        let case = person.open(&inbox, &reference(&quiet)).await;
        assert!(!case.text().contains(NEW), "somebody just looked");
        assert!(!person.browser.get("/desk").await.text().contains(&reference(&quiet)));
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn the_people_of_a_centre_see_what_comes_through_it_whoever_else_has_it(app: TestApp) {
        let receipted = of_the_library(&app, &app.report()).await;
        let other = of_the_library(&app, &app.report()).await;
        let (_, elsewhere) = {
            let person = invited(&app, Role::CentreStaff, "hub").await;
            let inbox = person.sign_in(&app).await;
            (person, inbox)
        };
        assert!(!elsewhere.text().contains("WM-"), "{}", elsewhere.text());
        let (staff, inbox) = somebody(&app, Role::CentreStaff).await;
        assert!(card(&inbox, &receipted).contains(NEW) && inbox.text().contains(">New (2)"), "{}", inbox.text());
        staff.open(&inbox, &reference(&receipted)).await;
        let inbox = staff.browser.get("/desk").await;
        assert!(!inbox.text().contains(&reference(&receipted)) && card(&inbox, &other).contains(NEW), "{}", inbox.text());
        let (coordinator, inbox) = somebody(&app, Role::Coordinator).await;
        coordinator.open(&inbox, &reference(&other)).await;
        assert!(!staff.browser.get("/desk").await.text().contains(&reference(&other)), "whoever opens it has looked");
        // What its reporter erases needs nobody.
        let gone = of_the_library(&app, &json!({"incident": {"account": "x"}})).await;
        assert!(staff.browser.get("/desk").await.text().contains(&reference(&gone)));
        app.with_receipt(reqwest::Method::DELETE, "/api/v1/report", &gone, None).await;
        assert!(!staff.browser.get("/desk").await.text().contains(&reference(&gone)));
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn why_it_is_urgent_stands_in_the_list_and_first_in_the_report(app: TestApp) {
        let harm = json!({"incident": {"account": "x"}, "victim": {"age_band": "13-15"}, "risk": {"self_harm": "plan", "weapon": "no"}});
        let receipted = of_the_library(&app, &harm).await;
        let (duty, inbox) = somebody(&app, Role::Duty).await;
        for why in ["Self-harm: there is a plan", "Under 18", "Risk: High"] {
            assert!(card(&inbox, &receipted).contains(why), "{why}: {}", card(&inbox, &receipted));
        }
        let case = duty.open(&inbox, &reference(&receipted)).await.text();
        let top = case.split("What was told").next().unwrap().to_owned() + case.split("id=\"tasks\"").nth(1).unwrap().split("id=\"section-1\"").next().unwrap();
        for why in ["Self-harm: there is a plan", "Under 18", "Are there thoughts of self-harm or suicide?", "Yes, there is a plan", "Was there a weapon"] {
            assert!(top.contains(why), "{why}: {case}");
        }
        let (volunteer, list) = somebody(&app, Role::Volunteer).await;
        let cases = duty.browser.get(&at(&receipted, "/cases")).await;
        let offered = cases.text();
        let theirs = offered.split("<option value=\"").find(|rest| rest.split('<').next().unwrap().contains(&volunteer.name)).unwrap();
        let theirs = theirs.split('"').next().unwrap().to_owned();
        duty.browser.submit(&cases, &at(&receipted, "/cases"), &[("person", &theirs), ("go", "give")]).await;
        let case = volunteer.open(&list, &reference(&receipted)).await.text();
        let listed = volunteer.browser.get("/desk").await.text();
        assert!(listed.contains(&reference(&receipted)) && case.contains(URGENT));
        for shown in [case, listed] {
            assert!(!shown.contains("Self-harm") && !shown.contains("thoughts of self-harm"), "a volunteer sees no risk answers: {shown}");
        }
        call(&app).await;
        app.finish().await;
    }

    async fn a_risk_that_nobody_asked_about_is_not_called_low(app: TestApp) {
        let unasked = app.submit(&json!({"incident": {"account": "x"}})).await;
        let asked = app.submit(&json!({"incident": {"account": "x"}, "risk": {"in_danger": "no"}})).await;
        let (person, inbox) = somebody(&app, Role::Coordinator).await;
        assert!(card(&inbox, &unasked).contains("Risk: Not assessed") && card(&inbox, &asked).contains("Risk: Low"), "{}", inbox.text());
        let case = person.open(&inbox, &reference(&unasked)).await;
        assert!(case.text().contains("Not assessed") && case.text().contains("Nobody asked about danger yet."), "{}", case.text());
        let levels = case.text().split("id=\"risk-set\"").nth(1).unwrap().to_owned();
        assert!(!levels.split("</form>").next().unwrap().contains(" checked"), "nothing is chosen beforehand: {levels}");
        let set = person.browser.submit(&case, &at(&unasked, "/risk"), &[("level", "low"), ("text", "")]).await;
        assert!(set.text().contains("The risk is saved.") && !set.text().contains("Not assessed"), "somebody looked at it: {}", set.text());
        let case = person.open(&inbox, &reference(&asked)).await.text();
        assert!(!case.contains("Not assessed") && case.contains("Is anyone in danger now?"), "{case}");
        app.finish().await;
    }

    async fn the_desk_reads_why_an_organisation_declined_and_that_it_waits_for_no_answer(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        let (browser, link, read) = open(&app, "tees-pride").await;
        let question = app.seed("question");
        let asked = browser.submit(&read, &format!("{link}/ask"), &[("question", &question)]).await;
        browser.submit(&asked, &format!("{link}/decline"), &[("reason", "no-capacity")]).await;
        let (person, inbox) = somebody(&app, Role::Coordinator).await;
        let case = person.open(&inbox, &reference(&receipted)).await.text();
        assert!(case.contains("They told us that they cannot take it on. They have no room to help right now."), "{case}");
        assert!(case.contains(&question) && case.contains("Nobody waits for an answer.") && !case.contains("/questions/"), "{case}");
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn reading_back_says_that_nobody_asked_how_safe_they_are(app: TestApp) {
        const PAGE: &str = "/desk/take-down";
        let (person, _) = somebody(&app, Role::Volunteer).await;
        for (asked, says) in [(("risk.homeless", "no"), false), (("risk.weapon", ""), true)] {
            let page = person.browser.get(PAGE).await;
            let fields = [("taken.channel", "in-person"), ("incident.account", "x"), asked, ("go", "next")];
            let allow = person.browser.submit(&page, PAGE, &fields).await;
            let check = person.browser.submit(&allow, &format!("{PAGE}/allow"), &[("taken.read", "yes")]).await;
            assert_eq!(check.text().contains("Not assessed"), says, "{}", check.text());
            assert_eq!(check.text().contains("Please ask them before you send it"), says, "{}", check.text());
            let slip = person.browser.submit(&check, &format!("{PAGE}/check"), &[]).await;
            let text = slip.text();
            let code = text.split("Show the receipt").nth(1).unwrap().split("class=\"code\"><bdi>").nth(1).unwrap();
            app.guard(code.split('<').next().unwrap());
            person.browser.submit(&slip, &format!("{PAGE}/slip"), &[]).await;
        }
        // Whoever took it down has just looked at it.
        let (_, inbox) = somebody(&app, Role::Coordinator).await;
        assert!(!inbox.text().contains(NEW) && !inbox.text().contains("WM-"), "{}", inbox.text());
        app.finish().await;
    }
}
