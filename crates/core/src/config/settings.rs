//! The settings of a running service: `waymark.toml`, overridden by the environment (CONTRACT §1).

use std::net::{SocketAddr, ToSocketAddrs};
use std::path::{Path, PathBuf};

use chrono::Duration;

use crate::clock::parse_offset;
use crate::config::address::is_address;
use crate::config::children::OutOfHours;
use crate::config::desk::{Clocks, Deputy};
use crate::config::fault::Fault;
use crate::config::reading::{Entry, Page};
use crate::config::reporters::Reporters;
use crate::config::team::Team;
use crate::config::theme::Theme;

/// What this process does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Everything.
    All,
    /// Takes reports in; has no private keys and opens nothing.
    Intake,
    /// Organisations and staff; sends what is due.
    Desk,
}

impl Role {
    /// Whether it takes reports in.
    #[must_use]
    pub fn takes_reports(self) -> bool {
        self != Self::Desk
    }

    /// Whether it holds private keys.
    #[must_use]
    pub fn opens_reports(self) -> bool {
        self != Self::Intake
    }
}

/// Where data lives.
#[derive(Clone, PartialEq, Eq)]
pub enum Database {
    /// A file.
    Sqlite(PathBuf),
    /// A server, by its URL (which may hold a password).
    Postgres(String),
}

impl std::fmt::Debug for Database {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "Sqlite({})", path.display()),
            Self::Postgres(_) => f.write_str("Postgres(…)"),
        }
    }
}

/// How mail leaves.
#[derive(Clone, PartialEq, Eq)]
pub enum MailRoute {
    /// One file a message in `<data>/mail`.
    Folder,
    /// A server, by its URL (which may hold a password).
    Smtp(String),
}

impl std::fmt::Debug for MailRoute {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Folder => "Folder",
            Self::Smtp(_) => "Smtp(…)",
        })
    }
}

/// How far the clock is shifted.
pub type ClockOffset = Duration;

/// The words and addresses an operator gives.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "the keys of waymark.toml, by their names")]
pub struct Operator {
    pub service_name: String,
    pub demonstration: bool,
    pub exit_to: String,
    pub languages: Vec<String>,
    pub staffed: String,
    pub controller_name: String,
    pub controller_address: String,
    pub controller_email: String,
    pub ico_registration: String,
    pub duty_name: String,
    pub duty_phone: String,
    pub duty_email: String,
    pub deputy: Deputy,
    pub children_out_of_hours: OutOfHours,
    pub desk: Clocks,
    pub coordinator_name: String,
    pub coordinator_email: String,
    pub complaints: String,
    pub privacy: String,
    pub privacy_named: String,
    pub accessibility: String,
    pub rights: String,
    pub reporters: Reporters,
    pub team: Team,
    pub mail_from_name: String,
    pub mail_from_address: String,
    pub call_back: String,
    pub hello_name: String,
}

impl Operator {
    /// Where the coordinator of the partnership is reached; the person on duty when none is named.
    #[must_use]
    pub fn coordinator(&self) -> &str {
        if self.coordinator_email.is_empty() { &self.duty_email } else { &self.coordinator_email }
    }
}

/// Everything a process needs to know before it starts.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The configuration folder.
    pub config: PathBuf,
    /// The data folder.
    pub data: PathBuf,
    /// The keyring file.
    pub keys: PathBuf,
    /// What this process does.
    pub role: Role,
    /// Where it listens.
    pub listen: SocketAddr,
    /// Where data lives.
    pub database: Database,
    /// The origin used in links, without a slash at the end.
    pub public_url: String,
    /// How mail leaves.
    pub mail: MailRoute,
    /// The Maildir that mail comes in by; nothing while somebody else reads it.
    pub mail_in: Option<PathBuf>,
    /// How far the clock is shifted.
    pub clock_offset: ClockOffset,
    /// Whether rate limits hold.
    pub limits: bool,
    /// Whether a proxy in front names the visitor's address.
    pub behind_proxy: bool,
    /// The operator's words and addresses.
    pub operator: Operator,
    /// The service's own look.
    pub theme: Theme,
}

/// Where the environment is asked: the process's own, or a test's.
pub type Environment<'a> = &'a dyn Fn(&str) -> Option<String>;

impl Settings {
    /// The configuration folder that the environment names.
    #[must_use]
    pub fn folder(environment: Environment<'_>) -> PathBuf {
        PathBuf::from(environment("WAYMARK_CONFIG").unwrap_or_else(|| "config".to_owned()))
    }

    /// Reads `waymark.toml` in `config` and the environment, adding every fault to `faults`.
    #[must_use]
    pub fn read(config: &Path, environment: Environment<'_>, faults: &mut Vec<Fault>) -> Self {
        let mut reading = Variables { environment, faults: Vec::new() };
        let (operator, server, theme) = match Page::open(&config.join("waymark.toml")) {
            Ok(page) => {
                let (operator, server, theme, warnings) = operator(&page, config);
                faults.extend(page.findings().into_iter().chain(warnings));
                (operator, server, theme)
            }
            Err(fault) => {
                faults.push(fault);
                (Operator::default(), Server::default(), Theme::default())
            }
        };
        let listen = reading.listen(server.listen);
        let data = PathBuf::from(reading.get("WAYMARK_DATA").unwrap_or_else(|| "data".to_owned()));
        let keys = PathBuf::from(reading.get("WAYMARK_KEYS").unwrap_or_else(|| "keys/keyring.toml".to_owned()));
        reading.keys_outside_data(&keys, &data);
        let mail = reading.mail();
        let settings = Self {
            config: config.to_owned(),
            keys,
            role: reading.role(),
            database: reading.database(&data),
            public_url: reading.public_url(server.public_url, listen),
            clock_offset: reading.clock_offset(&mail),
            limits: reading.limits(&mail),
            mail_in: reading.mail_in(server.mail_in),
            data,
            listen,
            mail,
            behind_proxy: server.behind_proxy,
            operator,
            theme,
        };
        faults.extend(reading.faults);
        settings
    }
}

#[derive(Default)]
struct Server {
    listen: Option<String>,
    public_url: Option<String>,
    behind_proxy: bool,
    mail_in: Option<String>,
}

fn operator(page: &Page, config: &Path) -> (Operator, Server, Theme, Vec<Fault>) {
    let root = page.root();
    let mut operator = Operator::default();
    let mut server = Server::default();
    if let Some(service) = root.table("service") {
        server.public_url = read_service(&service, &mut operator);
        service.finish();
    } else {
        root.fault("[service] is missing".to_owned(), "add [service] with a name".to_owned());
    }
    if let Some(controller) = root.table("controller") {
        operator.controller_name = text(&controller, "name");
        operator.controller_address = text(&controller, "address");
        operator.controller_email = text(&controller, "email");
        operator.ico_registration = text(&controller, "ico_registration");
        controller.finish();
    }
    if let Some(duty) = root.table("duty") {
        operator.duty_name = text(&duty, "name");
        operator.duty_phone = text(&duty, "phone");
        operator.duty_email = text(&duty, "email");
        operator.desk.read_hours(&duty);
        operator.children_out_of_hours = OutOfHours::read(page, &duty);
        operator.deputy = duty.table("deputy").map(|deputy| Deputy::read(&deputy)).unwrap_or_default();
        duty.finish();
    }
    if let Some(desk) = root.table("desk") {
        operator.desk.read(&desk);
        desk.finish();
    }
    if let Some(coordinator) = root.table("coordinator") {
        operator.coordinator_name = text(&coordinator, "name");
        operator.coordinator_email = text(&coordinator, "email");
        if !operator.coordinator_email.is_empty() && !is_address(&operator.coordinator_email) {
            let what = format!("\"{}\" is no e-mail address", operator.coordinator_email);
            coordinator.fault_at("email", what, "write one address, or leave it empty for the person on duty".to_owned());
        }
        coordinator.finish();
    }
    for (name, into) in [
        ("complaints", &mut operator.complaints),
        ("accessibility", &mut operator.accessibility),
        ("rights", &mut operator.rights),
    ] {
        if let Some(entry) = root.table(name) {
            *into = text(&entry, "text");
            entry.finish();
        }
    }
    if let Some(privacy) = root.table("privacy") {
        operator.privacy = text(&privacy, "text");
        operator.privacy_named = text(&privacy, "named");
        privacy.finish();
    }
    let theme = root.table("theme").map(|theme| Theme::read(&theme, config)).unwrap_or_default();
    if let Some(mail) = root.table("mail") {
        server.mail_in = read_mail(page, &mail, &mut operator);
        mail.finish();
    } else {
        root.fault("[mail] is missing".to_owned(), "add [mail] with from_name, from_address and call_back".to_owned());
    }
    let own = Reporters::read(page, &root, &operator.service_name, &operator.mail_from_address);
    operator.reporters = own.0;
    operator.team = Team::read(page, &root);
    if let Some(entry) = root.table("server") {
        server.listen = entry.text("listen").map(|listen| listen.value);
        server.behind_proxy = entry.flag("behind_proxy").unwrap_or(false);
        entry.finish();
    }
    root.finish();
    (operator, server, theme, own.1)
}

/// Reads `[service]`: what it is called, and under which address it is reached.
fn read_service(service: &Entry<'_>, operator: &mut Operator) -> Option<String> {
    operator.service_name = service.required_text("name").map(|name| name.value).unwrap_or_default();
    operator.demonstration = service.flag("demonstration").unwrap_or(false);
    operator.exit_to = text(service, "exit_to");
    if !operator.exit_to.is_empty() && !operator.exit_to.starts_with("https://") {
        service.fault_at(
            "exit_to",
            format!("\"{}\" is no https address", operator.exit_to),
            "write the address of a website without personal content, such as https://www.bbc.co.uk/weather".to_owned(),
        );
    }
    operator.languages = service.texts("languages").into_iter().map(|language| language.value).collect();
    operator.staffed = text(service, "staffed");
    service.text("public_url").map(|url| url.value).filter(|url| !url.is_empty())
}

/// Reads `[mail]`: from whom letters come, and where answers come in.
fn read_mail(page: &Page, mail: &Entry<'_>, operator: &mut Operator) -> Option<String> {
    operator.mail_from_name = text(mail, "from_name");
    if let Some(from) = mail.required_text("from_address") {
        if !crate::config::address::is_address(&from.value) {
            page.fault(
                &from.span,
                format!("\"{}\" is no e-mail address", from.value),
                "write an address such as referrals@your-service.org".to_owned(),
            );
        }
        operator.mail_from_address = from.value;
    }
    operator.call_back = text(mail, "call_back");
    operator.hello_name = text(mail, "hello_name");
    Some(text(mail, "incoming")).filter(|path| !path.is_empty())
}

/// A text without white space around it; blank when there is none.
fn text(entry: &Entry<'_>, key: &'static str) -> String {
    entry.text(key).map(|text| text.value.trim().to_owned()).unwrap_or_default()
}

struct Variables<'a> {
    environment: Environment<'a>,
    faults: Vec<Fault>,
}

impl Variables<'_> {
    fn get(&self, name: &str) -> Option<String> {
        (self.environment)(name).filter(|value| !value.trim().is_empty())
    }

    fn fault(&mut self, name: &str, what: impl Into<String>, mend: impl Into<String>) {
        self.faults.push(Fault::of_file(name, what, mend));
    }

    fn listen(&mut self, given: Option<String>) -> SocketAddr {
        let fallback = SocketAddr::from(([127, 0, 0, 1], 8080));
        let (source, text) = match (self.get("WAYMARK_LISTEN"), given) {
            (Some(text), _) => ("WAYMARK_LISTEN", text),
            (None, Some(text)) => ("waymark.toml", text),
            (None, None) => return fallback,
        };
        if let Some(address) = text.to_socket_addrs().ok().and_then(|mut found| found.next()) {
            return address;
        }
        self.fault(source, "the address to listen on is not understood", "write an address and a port, such as 127.0.0.1:8080");
        fallback
    }

    fn keys_outside_data(&mut self, keys: &Path, data: &Path) {
        let whole = |path: &Path| {
            let folder = path.canonicalize().or_else(|_| std::path::absolute(path));
            folder.unwrap_or_else(|_| path.to_owned())
        };
        let folder = keys.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if whole(folder).starts_with(whole(data)) {
            self.fault(
                "WAYMARK_KEYS",
                "the keyring lies inside the data folder",
                "keep the keyring elsewhere: whoever copies the data must not get the keys with it",
            );
        }
    }

    fn role(&mut self) -> Role {
        match self.get("WAYMARK_ROLE").as_deref() {
            None | Some("all") => Role::All,
            Some("intake") => Role::Intake,
            Some("desk") => Role::Desk,
            Some(_) => {
                self.fault("WAYMARK_ROLE", "the role is not known", "write all, intake or desk");
                Role::All
            }
        }
    }

    fn database(&mut self, data: &Path) -> Database {
        let Some(url) = self.get("WAYMARK_DATABASE_URL") else { return Database::Sqlite(data.join("waymark.db")) };
        if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            return Database::Postgres(url);
        }
        if let Some(path) = url.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            let path = path.split('?').next().unwrap_or(path);
            if !path.is_empty() && path != ":memory:" {
                return Database::Sqlite(PathBuf::from(path));
            }
        }
        self.fault("WAYMARK_DATABASE_URL", "the database is not understood", "write sqlite:FILE or postgres://user@host/name");
        Database::Sqlite(data.join("waymark.db"))
    }

    fn public_url(&mut self, given: Option<String>, listen: SocketAddr) -> String {
        let url = self.get("WAYMARK_PUBLIC_URL").or(given).unwrap_or_else(|| format!("http://{listen}"));
        let url = url.trim().trim_end_matches('/').to_owned();
        let origin = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        if !origin.is_some_and(|host| !host.is_empty() && !host.contains(['/', '?', '#', ' ', '@'])) {
            self.fault(
                "WAYMARK_PUBLIC_URL",
                "the public address is no origin",
                "write https:// and a host name, without a path: https://report.example.org",
            );
        }
        url
    }

    fn mail(&mut self) -> MailRoute {
        match self.get("WAYMARK_MAIL") {
            None => MailRoute::Folder,
            Some(route) if route == "folder" => MailRoute::Folder,
            Some(route) if route.starts_with("smtp://") || route.starts_with("smtps://") => MailRoute::Smtp(route),
            Some(_) => {
                self.fault(
                    "WAYMARK_MAIL",
                    "the way mail leaves is not understood",
                    "write folder, smtp://user:password@host:587 or smtps://user:password@host",
                );
                MailRoute::Folder
            }
        }
    }

    /// A folder that is not there yet is none at fault: a mail server makes it with the first letter.
    fn mail_in(&mut self, given: Option<String>) -> Option<PathBuf> {
        let (source, path) = match (self.get("WAYMARK_MAIL_IN"), given) {
            (Some(path), _) => ("WAYMARK_MAIL_IN", PathBuf::from(path)),
            (None, given) => ("waymark.toml", PathBuf::from(given?)),
        };
        if path.exists() && !path.is_dir() {
            self.fault(source, "what mail comes in by is no folder", "name a Maildir: a folder with new, cur and tmp in it");
        }
        Some(path)
    }

    fn clock_offset(&mut self, mail: &MailRoute) -> Duration {
        let Some(text) = self.get("WAYMARK_CLOCK_OFFSET") else { return Duration::zero() };
        if *mail != MailRoute::Folder {
            self.fault(
                "WAYMARK_CLOCK_OFFSET",
                "the clock may be shifted only while mail is a folder",
                "take it out: a service that sends mail keeps true time",
            );
        }
        parse_offset(&text).unwrap_or_else(|fault| {
            self.fault("WAYMARK_CLOCK_OFFSET", fault.to_string(), "write for example +3d or +26h");
            Duration::zero()
        })
    }

    fn limits(&mut self, mail: &MailRoute) -> bool {
        match self.get("WAYMARK_LIMITS").as_deref() {
            None | Some("on") => true,
            Some("off") => {
                if *mail != MailRoute::Folder {
                    self.fault(
                        "WAYMARK_LIMITS",
                        "rate limits may be lifted only while mail is a folder",
                        "take it out: a service that sends mail keeps its limits",
                    );
                }
                false
            }
            Some(_) => {
                self.fault("WAYMARK_LIMITS", "the value is not known", "write on or off");
                true
            }
        }
    }
}
