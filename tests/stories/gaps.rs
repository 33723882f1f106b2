//! What is missing from a record whose chain adds up in itself.

use std::sync::Arc;

use waymark::journeys::record::chain::{self, Watch};
use waymark_core::staff::Role;

use crate::app::TestApp;
use crate::desk::invited;
use crate::record::{command_later, some_lines, tamper};
use crate::stories;

/// What an auditor reads on the record's page.
async fn at_the_desk(app: &TestApp) -> String {
    let auditor = invited(app, Role::Auditor, "").await;
    auditor.sign_in(app).await;
    let shut = auditor.browser.get("/desk/record").await;
    auditor.browser.submit(&shut, "/desk/record", &[("reference", "")]).await.text()
}

stories! {
    async fn a_line_slipped_in_long_after_its_time_is_said(app: TestApp) {
        let service = Arc::clone(&app.app.service);
        some_lines(&app, 2).await;
        chain::chain(&service, &mut Watch::default()).await.unwrap();
        assert!(!at_the_desk(&app).await.contains("not chained. Either"), "what is new may wait");
        tamper(&app, &[
            "DELETE FROM audit WHERE action LIKE 'staff-%' OR action LIKE 'record-%'",
            "INSERT INTO audit (id, at, actor, action) SELECT report, at, 'service', 'report-routed-again' FROM audit WHERE report IS NOT NULL AND id = (SELECT audit FROM audit_chain WHERE position = 1)",
        ]).await;
        let (code, said) = command_later(&app, &["verify"], Some("+4000d"));
        assert!(code == 1 && said.contains("Something is missing: 1 line(s) from more than a day ago are not chained"), "{code} {said}");
        app.advance("2 days");
        assert!(at_the_desk(&app).await.contains("One line from more than a day ago is not chained"));
        // The service takes it in: then it stands in the chain, and the walk says how late it came.
        let mut watch = Watch::default();
        chain::chain(&service, &mut watch).await.unwrap();
        let walk = chain::verify(&service.store, &service.vault, None).await.unwrap();
        assert!(walk.broken.is_none() && walk.late == (1, Some(3)), "{:?}", walk.late);
        app.finish().await;
    }

    async fn a_line_slipped_in_before_the_last_link_is_said_once_the_chain_was_walked(app: TestApp) {
        let service = Arc::clone(&app.app.service);
        some_lines(&app, 2).await;
        chain::chain(&service, &mut Watch::default()).await.unwrap();
        app.advance("3 days");
        some_lines(&app, 1).await;
        chain::chain(&service, &mut Watch::default()).await.unwrap();
        tamper(&app, &[
            "INSERT INTO audit (id, at, actor, action) SELECT report, at, 'service', 'report-routed-again' FROM audit WHERE report IS NOT NULL AND id = (SELECT audit FROM audit_chain WHERE position = 1)",
        ]).await;
        let (code, said) = command_later(&app, &["verify"], None);
        assert!(code == 1 && said.contains("Something is missing: 1 line(s) from more than a day ago are not chained"), "{code} {said}");
        let check = chain::check(&service, &mut Watch::default()).await.unwrap().unwrap();
        assert_eq!(check.fault, Some(("not-chained".to_owned(), 1)));
        let page = at_the_desk(&app).await;
        assert!(page.matches("One line from more than a day ago is not chained").count() == 1, "{page}");
        app.finish().await;
    }

    async fn an_end_that_was_cut_off_shows_against_the_last_check_for_ever(app: TestApp) {
        let service = Arc::clone(&app.app.service);
        let mut watch = Watch::default();
        some_lines(&app, 4).await;
        chain::chain(&service, &mut watch).await.unwrap();
        chain::check(&service, &mut watch).await.unwrap().unwrap();
        tamper(&app, &[
            "DELETE FROM audit WHERE id IN (SELECT audit FROM audit_chain WHERE position >= 3)",
            "DELETE FROM audit_chain WHERE position >= 3",
        ]).await;
        let (code, said) = command_later(&app, &["verify"], None);
        assert!(code == 1 && said.contains("it had 4 link(s) then. Its end was cut off"), "{code} {said}");
        let page = at_the_desk(&app).await;
        assert!(page.contains("it had 4 lines then. Its end was cut off"), "{page}");
        app.advance("1 day");
        some_lines(&app, 6).await;
        chain::chain(&service, &mut watch).await.unwrap();
        let check = chain::check(&service, &mut watch).await.unwrap().unwrap();
        assert_eq!(check.fault, Some(("cut-off".to_owned(), 4)), "growing again hides nothing");
        app.advance("1 day");
        let check = chain::check(&service, &mut watch).await.unwrap().unwrap();
        assert!(check.fault.is_some(), "nor does a check that was kept since");
        app.finish().await;
    }

    async fn a_record_that_was_emptied_does_not_pass_for_a_new_one(app: TestApp) {
        let service = Arc::clone(&app.app.service);
        let mut watch = Watch::default();
        some_lines(&app, 3).await;
        chain::chain(&service, &mut watch).await.unwrap();
        chain::check(&service, &mut watch).await.unwrap().unwrap();
        let (code, said) = command_later(&app, &["verify"], None);
        assert!(code == 0 && !said.contains("missing"), "{code} {said}");
        tamper(&app, &["DELETE FROM audit", "DELETE FROM audit_chain", "DELETE FROM audit_check"]).await;
        let (code, said) = command_later(&app, &["verify"], Some("+4000d"));
        assert!(code == 1 && said.contains("the record holds nothing from that time"), "{code} {said}");
        app.advance("3 days");
        some_lines(&app, 1).await;
        chain::chain(&service, &mut watch).await.unwrap();
        let (code, said) = command_later(&app, &["verify"], None);
        assert!(code == 1 && said.contains("the record holds nothing from that time"), "beginning anew hides nothing: {code} {said}");
        let page = at_the_desk(&app).await;
        assert!(page.contains("Its beginning was removed, or all of it."), "{page}");
        app.finish().await;
    }
}
