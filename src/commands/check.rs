//! `waymark check`: every fault and warning, and with `--live` what is not fit for real use.

use std::process::ExitCode;

use waymark_core::config::reading::Page;
use waymark_core::config::{Fault, MailRoute, Severity, is_example};

use crate::commands::coverage::{self, Form};
use crate::commands::tools::{Read, counted, fail, read, say, sound};

pub(super) fn check(live: bool) -> ExitCode {
    let read = read();
    let mut findings = read.findings.clone();
    if live {
        findings.extend(unfit(&read));
    }
    for finding in &findings {
        say(&format!("{finding}\n"));
    }
    let faults = findings.iter().filter(|finding| finding.severity == Severity::Fault).count();
    let warnings = findings.len() - faults;
    let agencies = read.book.agencies().count();
    let summary = format!(
        "{} {}, {}: {}, {}",
        agencies,
        if agencies == 1 { "agency" } else { "agencies" },
        counted(read.book.agreements().len(), "agreement"),
        counted(faults, "fault"),
        counted(warnings, "warning")
    );
    if faults > 0 {
        return fail(&summary);
    }
    say(&format!("{summary}\n"));
    ExitCode::SUCCESS
}

/// Who serves what, on standard output. A faulty configuration serves nobody.
pub(super) fn coverage(form: Form) -> ExitCode {
    match sound("who serves what is told once they are mended") {
        Ok(read) => {
            say(&coverage::write(&read.book, read.today, form));
            ExitCode::SUCCESS
        }
        Err(code) => code,
    }
}

/// What a service that people rely on must not be run with (CONTRACT §1).
fn unfit(read: &Read) -> Vec<Fault> {
    let settings = &read.settings;
    let operator = &settings.operator;
    let mut found = Vec::new();
    if settings.mail == MailRoute::Folder {
        found.push(Fault::of_file(
            "WAYMARK_MAIL",
            "mail is written to a folder, where nobody reads it",
            "name your mail server: smtp://user:password@host:587",
        ));
    }
    if !settings.public_url.starts_with("https://") {
        found.push(Fault::of_file(
            "WAYMARK_PUBLIC_URL",
            "the public address is not https",
            "put a proxy with a certificate in front and write its https address",
        ));
    }
    // A file that cannot be read is a fault already.
    let Ok(page) = Page::open(&settings.config.join("waymark.toml")) else { return found };
    let mut fault = |key: (&'static str, &'static str), what: String, mend: &str| {
        let span = page.root().table(key.0).map_or(0..0, |table| table.span_of(key.1));
        found.push(page.finding(Severity::Fault, &span, what, mend.to_owned()));
    };
    if operator.demonstration {
        fault(
            ("service", "demonstration"),
            "the service says that it is a demonstration".to_owned(),
            "write demonstration = false once somebody reads reports made here",
        );
    }
    let texts = [
        (("controller", "name"), &operator.controller_name),
        (("controller", "address"), &operator.controller_address),
        (("controller", "email"), &operator.controller_email),
        (("duty", "name"), &operator.duty_name),
        (("duty", "phone"), &operator.duty_phone),
        (("duty", "email"), &operator.duty_email),
        (("complaints", "text"), &operator.complaints),
        (("privacy", "text"), &operator.privacy),
        (("privacy", "named"), &operator.privacy_named),
        (("accessibility", "text"), &operator.accessibility),
        (("rights", "text"), &operator.rights),
        (("mail", "call_back"), &operator.call_back),
        (("team", "phone"), &operator.team.phone),
        (("team", "text"), &operator.team.text),
        (("team", "email"), &operator.team.email),
    ];
    for (key, text) in texts {
        if text.trim().is_empty() {
            fault(key, format!("{}.{} is missing", key.0, key.1), "write it: people have a right to it");
        }
    }
    let addresses = [
        (("controller", "email"), &operator.controller_email),
        (("duty", "email"), &operator.duty_email),
        (("duty", "deputy"), &operator.deputy.email),
        (("coordinator", "email"), &operator.coordinator_email),
        (("mail", "from_address"), &operator.mail_from_address),
        (("reporters", "from_address"), &operator.reporters.from_address),
        (("team", "email"), &operator.team.email),
    ];
    if operator.reporters.name.is_empty() || operator.reporters.from_address.is_empty() {
        let what = "nothing that people see from outside is named".to_owned();
        fault(("reporters", "name"), what, "add [reporters] with a name and an address that tell nothing");
    }
    for (key, address) in addresses.into_iter().filter(|(_, address)| is_example(address)) {
        fault(key, format!("{address} is an example address, which reaches nobody"), "write the real address");
    }
    found.sort_by_key(|fault| fault.line);
    found.extend(read.unfit.iter().cloned());
    found
}
