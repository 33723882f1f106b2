//! Figures of a quarter, in which nobody can be found.

use waymark_core::staff::Role;

use crate::app::TestApp;
use crate::desk::invited;
use crate::stories;

stories! {
    async fn figures_are_of_quarters_that_are_over_and_small_counts_are_not_shown(app: TestApp) {
        for _ in 0..7 {
            app.submit(&app.report()).await;
        }
        for strand in ["race", "disability"] {
            let mut report = app.report();
            report["incident"]["strands"] = serde_json::json!([strand]);
            report["incident"]["aspects"] = serde_json::json!([]);
            app.submit(&report).await;
        }
        app.deliver_mail().await;
        let person = invited(&app, Role::Coordinator, "").await;
        person.sign_in(&app).await;
        let page = person.browser.get("/desk/figures").await;
        assert!(page.text().contains("value=\"2026-Q3\"") && page.text().contains("July to September 2026") && !page.text().contains("2026-Q4"), "{}", page.text());
        let early = person.browser.submit_only(&page, "/desk/figures", &[("quarter", "2026-Q4")]).await;
        assert!(early.text().contains("a quarter that is over"), "{}", early.text());
        app.advance("45 days");
        person.sign_in(&app).await;
        let page = person.browser.get("/desk/figures").await;
        let made = person.browser.submit_only(&page, "/desk/figures", &[("quarter", "2026-Q4")]).await;
        assert!(made.header("content-type").starts_with("text/csv"), "{}", made.text());
        let lines: Vec<String> = made.text().lines().map(str::to_owned).collect();
        for line in [
            "quarter,of,by,what,count,name",
            "2026-Q4,reports,month,2026-10,0,",
            "2026-Q4,reports,month,2026-11,10,",
            "2026-Q4,reports,district,E06000004,10,Stockton-on-Tees",
            "2026-Q4,reports,strand,disability,<5,Disability",
            "2026-Q4,reports,strand,race,<5,Race or ethnicity",
            "2026-Q4,reports,strand,sexual-orientation,5,Sexual orientation",
        ] {
            assert!(lines.iter().any(|one| one == line), "{line} is missing in {lines:#?}");
        }
        assert!(lines.iter().any(|one| one.starts_with("2026-Q4,referrals,outcome,sent,") && one.ends_with(",\"Sent, no answer yet\"")), "{lines:#?}");
        app.deliver_mail().await;
        app.finish().await;
    }
}
