//! `waymark check`: every fault and warning, and with `--live` what is not fit for real use.

use std::process::ExitCode;

use super::{Read, counted, fail, read};
use crate::config::{Fault, MailRoute, Severity};

pub(super) fn check(live: bool) -> ExitCode {
    let read = read();
    let mut findings = read.findings.clone();
    if live {
        findings.extend(unfit(&read));
    }
    for finding in &findings {
        println!("{finding}");
    }
    let faults = findings.iter().filter(|finding| finding.severity == Severity::Fault).count();
    let warnings = findings.len() - faults;
    let summary = format!(
        "{} agencies, {} agreements: {}, {}",
        read.book.agencies().count(),
        read.book.agreements().len(),
        counted(faults, "fault"),
        counted(warnings, "warning")
    );
    if faults > 0 {
        return fail(&summary);
    }
    println!("{summary}");
    ExitCode::SUCCESS
}

/// What a service that people rely on must not be run with (CONTRACT §1).
fn unfit(read: &Read) -> Vec<Fault> {
    let settings = &read.settings;
    let operator = &settings.operator;
    let mut found = Vec::new();
    let mut fault = |file: &str, what: String, mend: &str| found.push(Fault::of_file(file, what, mend));
    if settings.mail == MailRoute::Folder {
        fault(
            "WAYMARK_MAIL",
            "mail is written to a folder, where nobody reads it".to_owned(),
            "name your mail server: smtp://user:password@host:587",
        );
    }
    if !settings.public_url.starts_with("https://") {
        fault(
            "WAYMARK_PUBLIC_URL",
            "the public address is not https".to_owned(),
            "put a proxy with a certificate in front and write its https address",
        );
    }
    if operator.demonstration {
        fault(
            "waymark.toml",
            "the service says that it is a demonstration".to_owned(),
            "write demonstration = false once somebody reads reports made here",
        );
    }
    let texts = [
        ("controller.name", &operator.controller_name),
        ("controller.address", &operator.controller_address),
        ("controller.email", &operator.controller_email),
        ("duty.name", &operator.duty_name),
        ("duty.phone", &operator.duty_phone),
        ("duty.email", &operator.duty_email),
        ("complaints.text", &operator.complaints),
        ("privacy.text", &operator.privacy),
        ("mail.call_back", &operator.call_back),
    ];
    for (key, text) in texts {
        if text.trim().is_empty() {
            fault("waymark.toml", format!("{key} is missing"), "write it: people have a right to it");
        }
    }
    let own = [
        ("controller.email", &operator.controller_email),
        ("duty.email", &operator.duty_email),
        ("coordinator.email", &operator.coordinator_email),
        ("mail.from_address", &operator.mail_from_address),
    ];
    let own = own.into_iter().map(|(key, address)| (key.to_owned(), address));
    let agencies = read.book.agencies().flat_map(|agency| {
        let addresses = std::iter::once(&agency.email).chain(&agency.readers).chain(&agency.escalate_to);
        addresses.map(|address| (format!("agency \"{}\"", agency.id), address))
    });
    for (whose, address) in own.chain(agencies) {
        if address.to_ascii_lowercase().ends_with(".example") {
            fault(
                "waymark.toml and agreements",
                format!("{whose}: {address} is an example address, which reaches nobody"),
                "write the real address",
            );
        }
    }
    found
}
