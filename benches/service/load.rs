//! Load: keep-alive connections that send the same request again and again, for a bounded time, and how long each answer took.
//! It speaks just enough HTTP/1.1 over plain sockets, so that the client takes little of the machine that the server runs on.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// How long an answer may take before it counts as failed.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long the connections run before anything is counted.
pub(crate) const WARM_UP: Duration = Duration::from_millis(500);

/// What a load showed.
#[derive(Clone, Default)]
pub(crate) struct Measured {
    /// Answers a second, 201 alone.
    pub per_second: f64,
    /// Half of the answers took no longer.
    pub p50_ms: f64,
    /// 99 of 100 took no longer.
    pub p99_ms: f64,
    /// Answers with 201.
    pub answered: usize,
    /// Everything else: another status, a broken connection, no answer in time.
    pub failed: usize,
}

/// `POST path` with a JSON body, as bytes to send.
pub(crate) fn request(path: &str, body: &[u8]) -> Arc<[u8]> {
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat().into()
}

/// Drives `connections` connections for `lasting`, after a short warm-up whose failures count and whose answers do not.
pub(crate) async fn drive(address: SocketAddr, request: &Arc<[u8]>, connections: usize, lasting: Duration) -> Measured {
    let warm_up = spell(address, request, connections, WARM_UP).await;
    let mut measured = spell(address, request, connections, lasting).await;
    measured.failed += warm_up.failed;
    measured
}

async fn spell(address: SocketAddr, request: &Arc<[u8]>, connections: usize, lasting: Duration) -> Measured {
    let started = Instant::now();
    let tasks: Vec<_> =
        (0..connections).map(|_| tokio::spawn(customer(address, Arc::clone(request), started + lasting))).collect();
    let (mut took, mut failed) = (Vec::new(), 0);
    for task in tasks {
        let (times, failures) = task.await.expect("a connection's task does not panic");
        took.extend(times);
        failed += failures;
    }
    let elapsed = started.elapsed().as_secs_f64();
    took.sort_unstable();
    let at = |percent: usize| took.get((took.len() * percent / 100).min(took.len().saturating_sub(1))).copied().unwrap_or(0);
    Measured {
        per_second: took.len() as f64 / elapsed,
        p50_ms: f64::from(at(50)) / 1_000.0,
        p99_ms: f64::from(at(99)) / 1_000.0,
        answered: took.len(),
        failed,
    }
}

/// One connection until the time is over; made anew when it broke. Times are microseconds.
async fn customer(address: SocketAddr, request: Arc<[u8]>, until: Instant) -> (Vec<u32>, usize) {
    let (mut took, mut failed) = (Vec::with_capacity(65_536), 0);
    let mut line: Option<Line> = None;
    while Instant::now() < until {
        let started = Instant::now();
        let answer = tokio::time::timeout(PATIENCE, exchange(&mut line, address, &request)).await;
        if matches!(answer, Ok(Ok(201))) {
            took.push(u32::try_from(started.elapsed().as_micros()).unwrap_or(u32::MAX));
        } else {
            failed += 1;
            line = None;
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
    (took, failed)
}

/// A connection and what was read from it.
struct Line {
    stream: TcpStream,
    bytes: Vec<u8>,
}

/// Sends the request and reads the whole answer; says its status.
async fn exchange(line: &mut Option<Line>, address: SocketAddr, request: &[u8]) -> std::io::Result<u16> {
    if line.is_none() {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        *line = Some(Line { stream, bytes: Vec::with_capacity(8_192) });
    }
    let Some(Line { stream, bytes }) = line.as_mut() else { return Err(std::io::ErrorKind::NotConnected.into()) };
    stream.write_all(request).await?;
    bytes.clear();
    loop {
        if stream.read_buf(bytes).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        if let Some(head) = bytes.windows(4).position(|end| end == b"\r\n\r\n")
            && bytes.len() >= head + 4 + length(&bytes[..head])
        {
            let status = bytes.get(9..12).and_then(|code| std::str::from_utf8(code).ok()).and_then(|code| code.parse().ok());
            return status.ok_or_else(|| std::io::ErrorKind::InvalidData.into());
        }
    }
}

/// The length that the head of an answer names; without one, nothing follows.
fn length(head: &[u8]) -> usize {
    let head = std::str::from_utf8(head).unwrap_or_default();
    let named = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())?
    });
    named.unwrap_or(0)
}
