//! Capacity is taken atomically, and what does not fit waits visibly.

use serde_json::{Value as Json, json};

use crate::app::TestApp;
use crate::stories;

fn protect() -> Json {
    json!({"incident": {"types": ["threat"], "where": {"area": "E06000004"}}, "permission": {"purposes": {"protect": "full"}}})
}

stories! {
    async fn no_more_than_the_capacity_is_ever_given_out_however_many_come_at_once(app: TestApp) {
        let one = |_| async { app.submit(&protect()).await };
        let all = futures_util::future::join_all((0..40).map(one)).await;
        let placed = all.iter().filter(|receipted| !receipted["referrals"].as_array().unwrap().is_empty()).count();
        assert_eq!(placed, 2, "north-council has two places");
        for waiting in all.iter().filter(|receipted| receipted["referrals"].as_array().unwrap().is_empty()) {
            assert_eq!(waiting["unplaced"], json!([{"purpose": "protect", "strand": null, "reason": "all-at-capacity"}]));
            assert_eq!(app.view(waiting).await["unplaced"], waiting["unplaced"], "the reporter sees what waits");
        }
        let waiting = waymark::journeys::due::queue::unplaced(&app.app.service, 100).await.unwrap();
        assert_eq!(waiting.len(), 38, "a person sees what waits");
        app.deliver_mail().await;
        app.finish().await;
    }

    async fn a_place_is_free_again_when_a_referral_is_withdrawn_and_a_recount_agrees(app: TestApp) {
        let first = app.submit(&protect()).await;
        app.submit(&protect()).await;
        assert_eq!(app.submit(&protect()).await["referrals"], json!([]));
        app.with_receipt(reqwest::Method::DELETE, "/api/v1/report", &first, None).await;
        assert_eq!(app.submit(&protect()).await["referrals"].as_array().unwrap().len(), 1);
        app.tend().await;
        assert_eq!(app.submit(&protect()).await["referrals"], json!([]), "the recount found two open");
        app.deliver_mail().await;
        app.finish().await;
    }
}
