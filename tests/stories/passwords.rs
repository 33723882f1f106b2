//! A password that is guessed first is not taken, and the page says what to choose instead.

use waymark::journeys::desk::door::inviting::{Invitee, invite};
use waymark_core::staff::Role;

use crate::app::TestApp;
use crate::desk::PASSWORD;
use crate::stories;

stories! {
    async fn common_words_said_again_and_names_are_not_taken(app: TestApp) {
        let address = format!("{}@desk.example", app.seed("morwenna").to_lowercase());
        let name = app.seed("Penhaligon");
        let who = Invitee { address: address.clone(), name: name.clone(), role: Role::Coordinator.id().to_owned(), centre: String::new() };
        let link = invite(&app.app.service, &waymark_core::handling::record::Actor::CommandLine, None, who).await.unwrap();
        let path = link[link.find("/desk/").unwrap()..].to_owned();
        app.guard(path.rsplit('/').next().unwrap());
        let browser = app.browser();
        let mut page = browser.get(&path).await;
        let own = format!("{name} {name}");
        for guessed in ["password password", "letmein letmein", "waymark waymark", "correct horse battery staple", "liverpoolfc1892", &own, &address] {
            page = browser.submit(&page, &path, &[("password", guessed)]).await;
            let text = page.text();
            assert!(text.contains("Please choose three or four words that do not belong together."), "{guessed}: {text}");
        }
        let enrol = browser.submit(&page, &path, &[("password", PASSWORD)]).await;
        assert!(enrol.text().contains("small-code"), "{}", enrol.text());
        let secret = enrol.text().split("small-code\"><bdi>").nth(1).unwrap().split('<').next().unwrap().to_owned();
        app.guard(&secret);
        app.finish().await;
    }
}
