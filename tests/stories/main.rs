//! Stories: what people do with the service, told on both engines, with the real parts.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a story that cannot go on has failed")]

mod app;
mod as_sent;
mod ask;
mod before;
mod calls;
mod capacity;
mod care;
mod centres;
mod coming_back;
mod confirmations;
mod contract;
mod desk;
mod directory;
mod duty;
mod faults;
mod figures;
mod find;
mod form;
mod found_receipt;
mod freeze;
mod gaps;
mod incoming;
mod informed;
mod intake;
mod journals;
mod kept;
mod kill;
mod late;
mod links;
mod named;
mod never;
mod overdue;
mod overrule;
mod passwords;
mod people;
mod place_by_hand;
mod ports;
mod post;
mod proposed;
mod reasons;
mod recipients;
mod record;
mod reload;
mod reminders;
mod renew;
mod reporting;
mod safe_contact;
mod safe_times;
mod safety;
mod shared_device;
mod sign_in;
mod stop_ways;
mod storage;
mod take_down;
mod taken;
mod timeline;
mod told;
mod undo;
mod unsent;
mod waiting;
mod whom;
mod words;

/// Tells a story on SQLite and on PostgreSQL.
#[macro_export]
macro_rules! stories {
    ($(async fn $name:ident($app:ident: TestApp) $body:block)+) => {$(
        mod $name {
            use super::*;
            async fn story($app: TestApp) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                story(TestApp::start($crate::app::Engine::Sqlite).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                story(TestApp::start($crate::app::Engine::Postgres).await).await;
            }
        }
    )+};
}
