//! The real program as a child process: a home of its own, its start by the clock, its memory and its time on the processors.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// How long a start or a stop may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// Folders, keys and database of a service.
pub(crate) struct Home {
    folder: TempDir,
    /// PostgreSQL, by its URL; otherwise SQLite in the folder.
    database: Option<String>,
}

/// What a process does.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Everything: letters leave beside the load.
    All,
    /// Takes reports in, without private keys; nothing is sent.
    Intake,
}

impl Home {
    /// An empty home. One on PostgreSQL is given keys and tables at once, as an operator would.
    pub(crate) fn new(database: Option<String>) -> Self {
        let home = Self { folder: TempDir::with_prefix("waymark-bench-").expect("a temporary folder can be made"), database };
        if home.database.is_some() {
            home.command(&["keys", "new"]);
            home.command(&["migrate"]);
        }
        home
    }

    /// The keyring of a host that opens nothing. The database knows the keys once a process with all of them has started.
    pub(crate) fn make_public_keys(&self) {
        let text = self.command(&["keys", "public"]);
        let mut file = std::fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(self.keys(Role::Intake))
            .expect("a new keyring");
        file.write_all(text.as_bytes()).expect("the keyring is written");
    }

    fn keys(&self, role: Role) -> PathBuf {
        self.folder.path().join("keys").join(if role == Role::All { "keyring.toml" } else { "public.toml" })
    }

    /// What the environment of a program of this home says.
    pub(crate) fn environment(&self, role: Role, name: &str) -> Option<String> {
        let text = |path: PathBuf| Some(path.display().to_string());
        match name {
            "WAYMARK_CONFIG" => text(Path::new(env!("CARGO_MANIFEST_DIR")).join("config")),
            "WAYMARK_DATA" => text(self.folder.path().join("data")),
            "WAYMARK_KEYS" => text(self.keys(role)),
            "WAYMARK_ROLE" => Some(if role == Role::All { "all" } else { "intake" }.to_owned()),
            "WAYMARK_LIMITS" => Some("off".to_owned()),
            "WAYMARK_DATABASE_URL" => self.database.clone(),
            _ => None,
        }
    }

    fn program(&self, role: Role) -> Command {
        let mut program = Command::new(env!("CARGO_BIN_EXE_waymark"));
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("WAYMARK_")) {
            program.env_remove(name);
        }
        program.current_dir(self.folder.path()).stdin(Stdio::null());
        for name in ["CONFIG", "DATA", "KEYS", "ROLE", "LIMITS", "DATABASE_URL"].map(|name| format!("WAYMARK_{name}")) {
            if let Some(value) = self.environment(role, &name) {
                program.env(name, value);
            }
        }
        program
    }

    /// Runs a command of the program; says what it printed.
    pub(crate) fn command(&self, words: &[&str]) -> String {
        let output = self.program(Role::All).args(words).output().expect("the program runs");
        assert!(output.status.success(), "waymark {words:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Starts the service and waits until it says that it is ready.
    pub(crate) fn start(&self, role: Role) -> Running {
        let address = free_address();
        let log = self.folder.path().join("log");
        let errors = std::fs::File::create(&log).expect("a log can be written");
        let started = Instant::now();
        let mut program = self.program(role);
        let child = program
            .env("WAYMARK_LISTEN", address.to_string())
            .stdout(Stdio::null())
            .stderr(errors)
            .spawn()
            .expect("the program starts");
        let mut running = Running { child, address, ready_after: Duration::ZERO };
        while !is_ready(address) {
            let over = running.child.try_wait().expect("the child can be asked").is_some() || started.elapsed() > PATIENCE;
            assert!(!over, "the service did not start: {}", std::fs::read_to_string(&log).unwrap_or_default());
            std::thread::sleep(Duration::from_millis(1));
        }
        running.ready_after = started.elapsed();
        running
    }
}

/// A port that nobody listens on, below the range from which the kernel gives ports to clients: a client that polls a port of that
/// range can end up connected to itself.
fn free_address() -> SocketAddr {
    let first = u16::try_from(std::process::id() % 10_000).unwrap_or_default();
    (0..10_000)
        .map(|step| SocketAddr::from(([127, 0, 0, 1], 20_000 + (first + step) % 10_000)))
        .find(|address| TcpListener::bind(address).is_ok())
        .expect("a port is free")
}

fn is_ready(address: SocketAddr) -> bool {
    let ask = || -> std::io::Result<bool> {
        let mut stream = TcpStream::connect(address)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.write_all(b"GET /readyz HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n")?;
        let mut answer = [0; 12];
        stream.read_exact(&mut answer)?;
        Ok(&answer == b"HTTP/1.1 200")
    };
    ask().unwrap_or(false)
}

/// A service that runs. Dropped, it is killed.
pub(crate) struct Running {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
    /// From exec to the first 200 on `/readyz`.
    pub ready_after: Duration,
}

impl Running {
    /// Memory in MB: `VmRSS`, or `VmHWM` for the most it ever had.
    pub(crate) fn memory(&self, field: &str) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let kib = status
            .lines()
            .find_map(|line| line.strip_prefix(field)?.trim_start_matches(':').trim().strip_suffix(" kB")?.parse::<f64>().ok());
        kib.unwrap_or(0.0) * 1_024.0 / 1_000_000.0
    }

    /// Seconds on the processors so far.
    pub(crate) fn processor_seconds(&self) -> f64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap_or_default();
        // After the command's name: state is the first field, user and system time the 12th and 13th, in hundredths.
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
        fields.iter().skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
    }

    /// Asks it to stop and waits until it has.
    pub(crate) fn stop(mut self) {
        let asked = Instant::now();
        let _ = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        while asked.elapsed() < PATIENCE && !matches!(self.child.try_wait(), Ok(Some(_))) {
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if !matches!(self.child.try_wait(), Ok(Some(_))) {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

/// Seconds that all processors of the machine were busy and idle so far: other people's work included.
pub(crate) fn machine_seconds() -> (f64, f64) {
    let stat = std::fs::read_to_string("/proc/stat").unwrap_or_default();
    let ticks: Vec<f64> =
        stat.lines().next().unwrap_or_default().split_whitespace().skip(1).take(8).filter_map(|n| n.parse().ok()).collect();
    let idle: f64 = ticks.iter().skip(3).take(2).sum();
    ((ticks.iter().sum::<f64>() - idle) / 100.0, idle / 100.0)
}
