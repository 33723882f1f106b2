//! Mail by a real SMTP server: delivered over checked TLS; what does not leave is tried again or shown to a person.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value as Json, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::app::{Engine, Letter, PARTNERSHIP, Plan, TestApp, unique};

fn variable(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name}: stories need the servers that tests/run starts (or tests/servers/up)"))
}

/// A service whose mail leaves by `url`, with addresses of the story's own.
async fn app(url: &str, mailbox: &str) -> (TestApp, String) {
    let domain = format!("{}.example", unique().to_lowercase());
    let partnership = PARTNERSHIP.replace("tally@open-tally.example", &format!("{mailbox}@{domain}"));
    let plan = Plan {
        partnership: Some(partnership),
        mail: Some(url.to_owned()),
        mail_ca: Some(PathBuf::from(variable("WAYMARK_TEST_CA"))),
        ..Plan::default()
    };
    (TestApp::start_with(Engine::Sqlite, plan).await, domain)
}

fn informing(app: &TestApp) -> Json {
    json!({"incident": {"account": app.seed("mailed")}, "permission": {"purposes": {"inform": "anonymous"}}})
}

/// What the server delivered to a domain, when it came.
async fn delivered(domain: &str) -> Vec<Letter> {
    for _ in 0..100 {
        let found = look(domain);
        if !found.is_empty() {
            // Anything that would come twice has a moment to do so.
            tokio::time::sleep(std::time::Duration::from_millis(300)).await;
            return look(domain);
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    Vec::new()
}

fn look(domain: &str) -> Vec<Letter> {
    files().iter().map(|bytes| Letter::read(bytes)).filter(|letter| letter.to.contains(domain)).collect()
}

/// Everything that the server delivered.
fn files() -> Vec<Vec<u8>> {
    let folder = PathBuf::from(variable("WAYMARK_TEST_SMTP_MAILBOX"));
    let folder = if folder.join("new").is_dir() { folder.join("new") } else { folder };
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten().filter(|file| file.path().is_file());
    files.filter_map(|file| std::fs::read(file.path()).ok()).collect()
}

async fn state(app: &TestApp, receipted: &Json) -> String {
    app.view(receipted).await["referrals"][0]["state"].as_str().unwrap().to_owned()
}

async fn fault(app: &TestApp) -> (String, String) {
    let (seen, _) = waymark::journeys::due::queue::letters(&app.app.service, 10).await.unwrap().remove(0);
    (seen.state, seen.fault.unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_is_delivered_over_starttls_and_over_tls() {
    for server in ["WAYMARK_TEST_SMTP", "WAYMARK_TEST_SMTPS"] {
        let (app, domain) = app(&variable(server), "tally").await;
        let receipted = app.submit(&informing(&app)).await;
        assert_eq!(app.deliver_mail().await.sent, 1, "{server}");
        let letters = delivered(&domain).await;
        assert_eq!(letters.len(), 1, "{server}");
        assert!(letters[0].headers.contains("Auto-Submitted: auto-generated"));
        assert!(letters[0].id.ends_with("@waymark.example>"), "{}", letters[0].id);
        assert!(letters[0].body.contains("/r/"));
        assert_eq!(state(&app, &receipted).await, "sent");
        app.finish().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_with_a_wrong_certificate_gets_nothing_and_that_is_visible() {
    let (app, domain) = app(&variable("WAYMARK_TEST_SMTP_WRONG"), "tally").await;
    let receipted = app.submit(&informing(&app)).await;
    let done = app.deliver_mail().await;
    assert_eq!((done.sent, done.later), (0, 1));
    assert_eq!(fault(&app).await, ("waiting".to_owned(), "certificate-or-tls".to_owned()));
    assert_eq!(state(&app, &receipted).await, "queued", "what did not leave is not called sent");
    assert!(look(&domain).is_empty());
    app.finish_with_trouble().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_without_starttls_gets_nothing() {
    let (app, domain) = app(&variable("WAYMARK_TEST_SMTP_PLAIN"), "tally").await;
    app.submit(&informing(&app)).await;
    assert_eq!(app.deliver_mail().await.later, 1);
    assert!(look(&domain).is_empty());
    app.finish_with_trouble().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_away_is_tried_again_with_growing_pauses() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let (app, domain) = app(&format!("smtp://localhost:{port}"), "tally").await;
    app.submit(&informing(&app)).await;
    assert_eq!(app.deliver_mail().await.later, 1);
    assert_eq!(app.deliver_mail().await.total(), 0, "not before its pause is over");
    app.advance("1 minute");
    assert_eq!(app.deliver_mail().await.later, 1);
    // It comes back.
    proxy(port, usize::MAX).await;
    app.advance("10 minutes");
    assert_eq!(app.deliver_mail().await.sent, 1);
    assert_eq!(delivered(&domain).await.len(), 1);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_for_now_is_tried_again_and_one_for_good_waits_for_a_person() {
    let (busy, _) = app(&variable("WAYMARK_TEST_SMTP"), "busy").await;
    busy.submit(&informing(&busy)).await;
    assert_eq!(busy.deliver_mail().await.later, 1);
    assert_eq!(fault(&busy).await, ("waiting".to_owned(), "refused-for-now".to_owned()));
    busy.finish_with_trouble().await;

    let (gone, _) = app(&variable("WAYMARK_TEST_SMTP"), "gone").await;
    let receipted = gone.submit(&informing(&gone)).await;
    assert_eq!(gone.deliver_mail().await.given_up, 1);
    assert_eq!(fault(&gone).await, ("given-up".to_owned(), "refused-for-good".to_owned()));
    assert_eq!(state(&gone, &receipted).await, "undeliverable");
    let (seen, _) = waymark::journeys::due::queue::letters(&gone.app.service, 10).await.unwrap().remove(0);
    assert!(waymark::journeys::due::queue::retry(&gone.app.service, seen.id).await.unwrap());
    assert_eq!(gone.deliver_mail().await.given_up, 1, "put back in line, it is tried again");
    gone.finish_with_trouble().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_cut_in_the_middle_of_a_letter_loses_nothing() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let cuts = proxy(port, 1_200).await;
    let (app, domain) = app(&format!("smtp://localhost:{port}"), "tally").await;
    let receipted = app.submit(&informing(&app)).await;
    assert_eq!(app.deliver_mail().await.later, 1, "the first line was cut");
    for _ in 0..100 {
        if cuts.load(Ordering::SeqCst) == 1 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    assert_eq!(cuts.load(Ordering::SeqCst), 1);
    assert_eq!(state(&app, &receipted).await, "queued");
    app.advance("5 minutes");
    assert_eq!(app.deliver_mail().await.sent, 1, "the second was not");
    let ids: std::collections::BTreeSet<String> = delivered(&domain).await.into_iter().map(|letter| letter.id).collect();
    assert_eq!(ids.len(), 1, "a repeat would be recognisable by its Message-ID");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_withdrawn_while_its_letter_is_on_the_way_is_asked_back() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (reached, go) = (Arc::new(tokio::sync::Notify::new()), Arc::new(tokio::sync::Notify::new()));
    let (seen, gate) = (Arc::clone(&reached), Arc::clone(&go));
    tokio::spawn(async move {
        let mut first = true;
        while let Ok((client, _)) = listener.accept().await {
            seen.notify_one();
            if std::mem::replace(&mut first, false) {
                gate.notified().await;
            }
            let server = TcpStream::connect(("127.0.0.1", target())).await.unwrap();
            tokio::spawn(relay(client, server, usize::MAX));
        }
    });
    let (app, domain) = app(&format!("smtp://localhost:{port}"), "tally").await;
    let receipted = app.submit(&informing(&app)).await;
    let service = Arc::clone(&app.app.service);
    let sending = tokio::spawn(async move { waymark::journeys::due::deliver::deliver_due(&service).await.unwrap() });
    reached.notified().await;
    let answer = app.with_receipt(reqwest::Method::POST, "/api/v1/report/permission", &receipted, Some(json!({}))).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    go.notify_one();
    assert_eq!(sending.await.unwrap().sent, 1, "the letter was on its way");
    assert_eq!(state(&app, &receipted).await, "withdrawn");
    assert_eq!(app.deliver_mail().await.sent, 1, "so a request to stop follows it");
    for _ in 0..100 {
        if look(&domain).len() == 2 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!(look(&domain).len(), 2);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_a_real_server_takes_in_and_sends_back_is_not_called_sent() {
    let (app, domain) = app(&variable("WAYMARK_TEST_SMTP"), "bounces").await;
    let receipted = app.submit(&informing(&app)).await;
    assert_eq!(app.deliver_mail().await.sent, 1);
    assert_eq!(state(&app, &receipted).await, "sent", "the server had it");
    let mut bounce = None;
    for _ in 0..100 {
        assert!(look(&domain).is_empty(), "the mail server was started by an older tests/servers/smtp.sh: start it again");
        bounce = files().into_iter().find(|bytes| {
            let text = String::from_utf8_lossy(bytes);
            text.contains("Envelope-to: referrals@waymark.example") && text.contains(&domain)
        });
        if bounce.is_some() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    crate::incoming::arrives(&app, "1.localhost", bounce.expect("the server sent it back"));
    assert_eq!(crate::incoming::taken_in(&app).await.bounced, 1);
    assert_eq!(state(&app, &receipted).await, "bounced");
    let view = app.view(&receipted).await;
    let (status, held) = (view["status"].as_str().unwrap(), view["referrals"][0]["state_in_words"].as_str().unwrap());
    assert!(held.contains("Our letter to them came back") && !status.contains("passed"), "nothing was passed on: {view}");
    assert_eq!(fault(&app).await, ("given-up".to_owned(), "bounced".to_owned()));
    app.finish_with_trouble().await;
}

/// The port of the real server.
fn target() -> u16 {
    variable("WAYMARK_TEST_SMTP").rsplit(':').next().unwrap().parse().unwrap()
}

/// Stands between the service and the real server, and cuts the first line after so many bytes from the service.
async fn proxy(port: u16, first_line: usize) -> Arc<AtomicUsize> {
    let listener = TcpListener::bind(("127.0.0.1", port)).await.unwrap();
    let cuts = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&cuts);
    tokio::spawn(async move {
        let mut first = true;
        while let Ok((client, _)) = listener.accept().await {
            let most = if std::mem::replace(&mut first, false) { first_line } else { usize::MAX };
            let server = TcpStream::connect(("127.0.0.1", target())).await.unwrap();
            let cuts = Arc::clone(&counted);
            tokio::spawn(async move {
                if relay(client, server, most).await {
                    cuts.fetch_add(1, Ordering::SeqCst);
                }
            });
        }
    });
    cuts
}

/// Says whether it cut the line.
async fn relay(client: TcpStream, server: TcpStream, most: usize) -> bool {
    let (mut from_client, mut to_client) = client.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    let back = tokio::spawn(async move { tokio::io::copy(&mut from_server, &mut to_client).await });
    let (mut sent, mut buffer) = (0, vec![0; 256]);
    loop {
        match from_client.read(&mut buffer).await {
            Ok(0) | Err(_) => return false,
            Ok(read) if sent + read > most => {
                back.abort();
                return true;
            }
            Ok(read) => {
                sent += read;
                if to_server.write_all(&buffer[..read]).await.is_err() {
                    return false;
                }
            }
        }
    }
}
