//! The contract is true: every example of `docs/contract.md` is run, every list on it is whole, and whoever cites it finds the place.

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use serde_json::Value as Json;
use waymark_core::clock::london_day;
use waymark_core::config::Severity;
use waymark_core::referral::{DeclineReason, Ground, State};
use waymark_core::report::parse::FaultCode;
use waymark_core::report::permission::{IfUnable, Purpose, Value};
use waymark_core::report::{AgeBand, RiskLevel, Role, Section};
use waymark_core::routing::{Book, Kind};

use crate::app::{Answer, Engine, Plan, TestApp, story_time, write_config};
use crate::recipients;

/// The page, read when the tests run: a word that is changed on it compiles nothing.
static PAGE: LazyLock<String> = LazyLock::new(|| {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/contract.md")).expect("docs/contract.md is there")
});
/// What stands on the page for any reference, any receipt, and words that may be others.
const REFERENCE: &str = "WM-7K3F-92QD";
const RECEIPT: &str = "7KQF-M2XD-9TRA-HW4C";
const WORDS: &str = "…";
/// Where the page's service listens.
const ORIGIN: &str = "http://127.0.0.1:8080";

// --- the examples ---------------------------------------------------------------------------------------------------------

/// A fenced block of the page.
struct Block {
    line: usize,
    info: String,
    text: String,
}

/// What a block is an example of. A block that is none of these has no way to be run, and fails.
enum Example<'a> {
    /// A file of agencies and agreements.
    Agreements,
    /// Commands, a line each, that end so.
    Commands { exit: i32 },
    /// Commands that are there, a line each.
    ThereAre,
    /// The body of a call, and how it is answered.
    Call { method: &'a str, path: &'a str, status: u16, receipt: bool },
    /// A call as curl makes it, and how it is answered.
    Curl { status: u16 },
    /// What the call before was answered.
    Answer,
    /// What an organisation reads of the report before.
    Referral { of: &'a str },
    /// Subjects of the letters that left, a line each.
    Subjects,
}

impl Block {
    fn example(&self) -> Example<'_> {
        let known = self.known();
        known.unwrap_or_else(|| panic!("docs/contract.md:{}: nobody knows how to run ```{}", self.line, self.info))
    }

    fn known(&self) -> Option<Example<'_>> {
        let words: Vec<&str> = self.info.split(' ').collect();
        Some(match words[..] {
            ["toml", "agreements"] => Example::Agreements,
            ["sh", "waymark", "exists"] => Example::ThereAre,
            ["sh", "waymark", exit] => Example::Commands { exit: exit.parse().ok()? },
            ["sh", "curl", status] => Example::Curl { status: status.parse().ok()? },
            ["json", "answer"] => Example::Answer,
            ["json", "referral", of] => Example::Referral { of },
            ["json", method, path, status] => Example::Call { method, path, status: status.parse().ok()?, receipt: false },
            ["json", method, path, status, "Receipt"] => {
                Example::Call { method, path, status: status.parse().ok()?, receipt: true }
            }
            ["text", "subject"] => Example::Subjects,
            _ => return None,
        })
    }

    fn json(&self) -> Json {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("docs/contract.md:{}: {error}", self.line))
    }

    fn lines(&self) -> impl Iterator<Item = &str> {
        self.text.lines().filter(|line| !line.trim().is_empty())
    }
}

/// Every fenced block of the page, in its order.
fn blocks() -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let mut open = false;
    for (place, line) in PAGE.lines().enumerate() {
        let line_number = place + 1;
        let begins_late = line.trim_start().starts_with("```") && !line.starts_with("```");
        let is_fenced_otherwise = begins_late || line.trim_start().starts_with("~~~");
        assert!(!is_fenced_otherwise, "docs/contract.md:{line_number}: a fence begins its line with three backticks");
        match (line.strip_prefix("```"), open) {
            (Some(""), true) => open = false,
            (Some(_), true) => panic!("docs/contract.md:{line_number}: the block before is not closed"),
            (Some(info), false) => {
                found.push(Block { line: line_number, info: info.to_owned(), text: String::new() });
                open = true;
            }
            (None, true) => {
                let block = found.last_mut().unwrap();
                block.text.push_str(line);
                block.text.push('\n');
            }
            (None, false) => {}
        }
    }
    assert!(!open, "docs/contract.md: the last block is not closed");
    found
}

/// The agencies and agreements of the page, as one file.
fn partnership(blocks: &[Block]) -> String {
    blocks.iter().filter(|block| matches!(block.example(), Example::Agreements)).map(|block| block.text.as_str()).collect()
}

#[test]
fn every_example_can_be_run_and_there_are_some_of_each_kind() {
    let blocks = blocks();
    let kinds: HashSet<_> = blocks.iter().map(|block| std::mem::discriminant(&block.example())).collect();
    assert_eq!(kinds.len(), 8, "a kind of example is no longer on the page");
}

#[test]
fn every_file_of_agreements_on_the_page_is_sound_by_itself_and_with_the_others() {
    let blocks = blocks();
    let sound = |text: &str, place: &str| {
        let folder = tempfile::tempdir().unwrap();
        let loaded = Book::load(&write_config(folder.path(), text), london_day(story_time()));
        let faults: Vec<_> = loaded.findings.iter().filter(|finding| finding.severity == Severity::Fault).collect();
        assert!(faults.is_empty(), "{place}: {faults:#?}");
    };
    for block in blocks.iter().filter(|block| matches!(block.example(), Example::Agreements)) {
        sound(&block.text, &format!("docs/contract.md:{}", block.line));
    }
    sound(&partnership(&blocks), "all of docs/contract.md");
}

// --- calls ----------------------------------------------------------------------------------------------------------------

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_call_on_the_page_is_answered_as_it_says_on_sqlite() {
    walk(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_call_on_the_page_is_answered_as_it_says_on_postgres() {
    walk(Engine::Postgres).await;
}

/// Somebody reads the page from the top, and does with a service what it says.
async fn walk(engine: Engine) {
    let blocks = blocks();
    let app = TestApp::start_with(engine, Plan { partnership: Some(partnership(&blocks)), ..Plan::default() }).await;
    let mut reader = Reader { app: &app, receipt: None, before: None };
    for block in &blocks {
        match block.example() {
            // They need no service.
            Example::Agreements | Example::Commands { .. } | Example::ThereAre => {}
            Example::Call { method, path, status, receipt } => {
                let method: reqwest::Method = method.parse().unwrap();
                let mut request = app.http().request(method, format!("{}{path}", app.url)).json(&block.json());
                if receipt {
                    request = request.header("Receipt", reader.receipt());
                }
                reader.call(request, status, block).await;
            }
            Example::Curl { status } => {
                let request = reader.curl(block);
                reader.call(request, status, block).await;
            }
            Example::Answer => {
                let before = reader.before.take().expect("an answer follows a call");
                fits(&block.json(), &before.json(), block);
            }
            Example::Referral { of } => {
                let (browser, link, _) = recipients::open(&app, of).await;
                fits(&block.json(), &browser.get(&format!("{link}/referral.json")).await.json(), block);
            }
            Example::Subjects => {
                app.deliver_mail().await;
                let said: BTreeSet<String> = block.lines().map(str::to_owned).collect();
                let left: BTreeSet<String> = app.letters().iter().map(|letter| with_any_reference(&letter.subject)).collect();
                assert_eq!(left, said, "docs/contract.md:{}", block.line);
            }
        }
    }
    app.deliver_mail().await;
    app.finish().await;
}

/// Whoever reads the page: with the receipt of the report that was sent last.
struct Reader<'a> {
    app: &'a TestApp,
    receipt: Option<String>,
    before: Option<Answer>,
}

impl Reader<'_> {
    fn receipt(&self) -> &str {
        self.receipt.as_deref().expect("a report was sent before")
    }

    async fn call(&mut self, request: reqwest::RequestBuilder, status: u16, block: &Block) {
        let answer = self.app.send(request).await;
        assert_eq!(answer.status, status, "docs/contract.md:{}: {}", block.line, answer.text());
        if answer.header("content-type").starts_with("application/json")
            && let Some(receipt) = answer.json()["receipt"].as_str()
        {
            self.app.guard(receipt);
            self.receipt = Some(receipt.to_owned());
        }
        self.before = Some(answer);
    }

    /// The request that curl would send. What is not understood here fails.
    fn curl(&self, block: &Block) -> reqwest::RequestBuilder {
        let mut words = shell_words(&block.text).into_iter();
        assert_eq!(words.next().as_deref(), Some("curl"), "docs/contract.md:{}", block.line);
        let (mut method, mut url, mut body, mut headers) = (None, None, None, Vec::new());
        while let Some(word) = words.next() {
            let mut value = || words.next().expect("an option has a value");
            match word.as_str() {
                "-sS" => {}
                "-X" => method = Some(value()),
                "-d" => body = Some(value()),
                "-H" => headers.push(value()),
                path if path.starts_with(ORIGIN) && url.is_none() => url = Some(path.replacen(ORIGIN, &self.app.url, 1)),
                other => panic!("docs/contract.md:{}: what does curl do with {other}?", block.line),
            }
        }
        let method = method.unwrap_or_else(|| if body.is_some() { "POST" } else { "GET" }.to_owned());
        let mut request = self.app.http().request(method.parse().unwrap(), url.expect("an address of the service"));
        for header in headers {
            let (name, value) = header.split_once(": ").expect("a header has a name and a value");
            let own = value.contains(RECEIPT).then(|| value.replace(RECEIPT, self.receipt()));
            request = request.header(name, own.as_deref().unwrap_or(value));
        }
        match body {
            Some(body) => request.body(body),
            None => request,
        }
    }
}

/// The words of a command as a shell takes them: quotes, and lines that go on after a backslash. It knows no variables.
fn shell_words(text: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    for c in text.replace("\\\n", " ").trim().chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, c) if c.is_whitespace() => words.extend(word.take()),
            (_, '$' | '`' | '\\') => panic!("this shell knows no {c}: {text}"),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    assert!(quote.is_none(), "a quotation is not closed: {text}");
    words.extend(word);
    words
}

/// A text with the page's reference in the place of its own.
fn with_any_reference(text: &str) -> String {
    let mut text = text.to_owned();
    if let Some(start) = text.find("WM-")
        && is_like(REFERENCE, text.get(start..start + REFERENCE.len()).unwrap_or_default())
    {
        text.replace_range(start..start + REFERENCE.len(), REFERENCE);
    }
    text
}

/// Whether a text has the form of another: the same groups of letters and digits between dashes.
fn is_like(form: &str, text: &str) -> bool {
    let same = |(a, b): (char, char)| (a == '-') == (b == '-') && (b == '-' || b.is_ascii_uppercase() || b.is_ascii_digit());
    form.len() == text.len() && form.chars().zip(text.chars()).all(same)
}

/// Fails where what was answered is not what the page says.
fn fits(said: &Json, given: &Json, block: &Block) {
    let mut wrong = Vec::new();
    differences(said, given, "", &mut wrong);
    let whole = serde_json::to_string_pretty(given).unwrap();
    assert!(wrong.is_empty(), "docs/contract.md:{}: {wrong:#?}\nanswered was {whole}", block.line);
}

fn differences(said: &Json, given: &Json, at: &str, wrong: &mut Vec<String>) {
    match (said, given) {
        (Json::String(said), Json::String(given)) => {
            let fits = match said.as_str() {
                WORDS => !given.is_empty(),
                form @ (REFERENCE | RECEIPT) => is_like(form, given),
                said => said == given,
            };
            if !fits {
                wrong.push(format!("{at}: {said:?} is said, {given:?} was answered"));
            }
        }
        (Json::Array(said), Json::Array(given)) if said.len() == given.len() => {
            for (place, (said, given)) in said.iter().zip(given).enumerate() {
                differences(said, given, &format!("{at}/{place}"), wrong);
            }
        }
        (Json::Object(said), Json::Object(given)) => {
            for (name, said) in said {
                match given.get(name) {
                    Some(given) => differences(said, given, &format!("{at}/{name}"), wrong),
                    None => wrong.push(format!("{at}/{name} is said, and was not answered")),
                }
            }
            wrong.extend(given.keys().filter(|name| !said.contains_key(*name)).map(|name| format!("{at}/{name} is not said")));
        }
        (said, given) if said == given => {}
        (said, given) => wrong.push(format!("{at}: {said} is said, {given} was answered")),
    }
}

// --- commands and variables -----------------------------------------------------------------------------------------------

/// An operator with the shipped configuration and the partnership of the page.
struct Operator(tempfile::TempDir);

impl Operator {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let blocks = blocks();
        write_config(folder.path(), &partnership(&blocks));
        // The case that is explained is the first that is asked about.
        let case = blocks.iter().find(|block| block.info.contains("/routing/preview")).unwrap();
        std::fs::write(folder.path().join("FACTS.json"), &case.text).unwrap();
        Self(folder)
    }

    /// The exit and everything that was said.
    fn run(&self, arguments: &[&str], environment: &[(&str, &str)]) -> (Option<i32>, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_waymark"));
        command.args(arguments).current_dir(self.0.path()).env_clear().envs(environment.iter().copied());
        let output = command.output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.code(), String::from_utf8_lossy(&said).into_owned())
    }
}

#[test]
fn every_command_on_the_page_is_there_and_ends_as_it_says() {
    let operator = Operator::new();
    for block in blocks() {
        for line in block.lines() {
            let words = line.split(' ').collect::<Vec<_>>();
            match block.example() {
                Example::Commands { exit } => {
                    assert_eq!(words[0], "waymark", "docs/contract.md:{}", block.line);
                    let (code, said) = operator.run(&words[1..], &[]);
                    assert_eq!(code, Some(exit), "{line}: {said}");
                }
                Example::ThereAre => {
                    assert_eq!(words[0], "waymark", "docs/contract.md:{}", block.line);
                    let is_name = |word: &&&str| word.chars().all(|c| c.is_ascii_lowercase());
                    let mut path: Vec<&str> = words[1..].iter().take_while(is_name).copied().collect();
                    let usage = format!("Usage: waymark {}", path.join(" "));
                    path.push("--help");
                    let (code, said) = operator.run(&path, &[]);
                    assert!(code == Some(0) && said.contains(&usage), "{line}: {said}");
                    let takes = said.split("Usage: ").nth(1).unwrap();
                    for option in words.iter().filter(|word| word.starts_with("--")) {
                        assert!(takes.contains(option), "{line}: no {option}: {said}");
                    }
                    let placeholders = words.iter().filter(|word| word.chars().all(|c| c.is_ascii_uppercase()));
                    for one in placeholders {
                        assert!(
                            takes.contains(&format!("<{one}>")) || takes.contains(&format!("[{one}]")),
                            "{line}: no {one}: {said}"
                        );
                    }
                }
                _ => break,
            }
        }
    }
}

#[test]
fn the_variables_on_the_page_are_exactly_those_that_the_binary_knows() {
    let operator = Operator::new();
    let first = |line: &str, before: &str| {
        let rest = line.strip_prefix(before)?;
        let end = rest.find(|c: char| !c.is_ascii_uppercase() && c != '_').unwrap_or(rest.len());
        Some(rest[..end].to_owned())
    };
    let table: Vec<String> = PAGE.lines().filter_map(|line| first(line, "| `WAYMARK_")).collect();
    let (_, help) = operator.run(&["--help"], &[]);
    let known: Vec<String> = help.lines().filter_map(|line| first(line, "  WAYMARK_")).collect();
    assert!(known.len() > 10 && table == known, "the page has {table:?}, `waymark --help` {known:?}");
    // Not one of them is a word that nobody knows.
    let names: Vec<String> = table.iter().map(|name| format!("WAYMARK_{name}")).collect();
    let set = |name: &String| if name == "WAYMARK_CONFIG" { "config" } else { "" };
    let environment: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), set(name))).collect();
    let (code, said) = operator.run(&["check"], &environment);
    assert_eq!(code, Some(0), "{said}");
    // What the page names beside them is not built yet.
    let others = PAGE.split("WAYMARK_").skip(1).filter_map(|rest| first(rest, "")).filter(|name| !name.is_empty());
    let others: BTreeSet<String> = others.filter(|name| !table.contains(name)).collect();
    for name in others {
        let (code, said) = operator.run(&["check"], &[(&format!("WAYMARK_{name}"), "off")]);
        assert!(code == Some(1) && said.contains("no variable of this name is known"), "{name}: {said}");
    }
}

// --- lists ----------------------------------------------------------------------------------------------------------------

/// The text of a section, from its heading to the next one's.
fn section(number: usize) -> &'static str {
    let start = PAGE.find(&format!("\n## {number}. ")).unwrap_or_else(|| panic!("no section {number}"));
    let text = &PAGE[start + 1..];
    text.find("\n## ").map_or(text, |end| &text[..end])
}

#[test]
fn no_id_that_the_code_knows_is_missing_on_the_page() {
    let lists = [
        (2, Kind::IDS.to_vec()),
        (3, Value::IDS.to_vec()),
        (3, IfUnable::IDS.to_vec()),
        (3, Purpose::IDS.to_vec()),
        (3, Role::IDS.to_vec()),
        (3, AgeBand::IDS.to_vec()),
        (3, RiskLevel::IDS.to_vec()),
        (3, Section::DISCLOSABLE.map(Section::id).to_vec()),
        (3, Ground::IDS.to_vec()),
        (4, FaultCode::IDS.to_vec()),
        (5, DeclineReason::IDS.to_vec()),
        (6, Section::OF_A_REPORT.map(Section::id).to_vec()),
    ];
    for (number, list) in lists {
        for id in list {
            assert!(section(number).contains(&format!("`{id}`")), "§{number} does not name `{id}`");
        }
    }
    let states = section(5).split("**States of a referral**").nth(1).unwrap().split("\n\n").next().unwrap();
    let named: BTreeSet<&str> = states.split('`').skip(1).step_by(2).filter(|id| State::from_id(id).is_some()).collect();
    assert_eq!(named.len(), 10, "of the ten states these are named: {named:?}");
}

#[test]
fn no_key_of_a_file_of_agreements_is_missing_on_the_page() {
    let (code, schema) = Operator::new().run(&["agreements", "schema"], &[]);
    assert_eq!(code, Some(0), "{schema}");
    let mut keys = BTreeSet::new();
    properties(&serde_json::from_str(&schema).unwrap(), &mut keys);
    assert!(keys.len() > 40, "{keys:?}");
    for key in keys {
        let written =
            [format!("\n{key} = "), format!("[[{key}]]"), format!(".{key}]"), format!("{{ {key} = "), format!(", {key} = ")];
        assert!(written.iter().any(|form| section(2).contains(form)), "§2 has no {key}");
    }
}

/// The names of everything that a schema allows.
fn properties(schema: &Json, into: &mut BTreeSet<String>) {
    match schema {
        Json::Object(entries) => {
            for (name, inner) in entries {
                if name == "properties"
                    && let Json::Object(own) = inner
                {
                    into.extend(own.keys().cloned());
                }
                properties(inner, into);
            }
        }
        Json::Array(list) => list.iter().for_each(|inner| properties(inner, into)),
        _ => {}
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_call_and_no_answer_of_a_report_that_the_service_describes_is_missing_on_the_page() {
    let app = TestApp::start(Engine::Sqlite).await;
    let api = app.browser().get("/api/openapi.json").await.json();
    for (path, methods) in api["paths"].as_object().unwrap() {
        let short = path.strip_prefix("/api/v1/directory").filter(|rest| !rest.is_empty()).map(|rest| format!("`…{rest}`"));
        for method in methods.as_object().unwrap().keys() {
            let whole = format!("`{} {path}`", method.to_uppercase());
            let named = section(4).contains(&whole) || short.as_ref().is_some_and(|short| section(4).contains(short));
            assert!(named, "§4 does not name {whole}");
        }
    }
    let report = app.browser().get("/api/v1/schemas/report.json").await.json();
    let example = blocks().into_iter().find(|block| block.info == "json POST /api/v1/reports 201").unwrap().json();
    for (group, schema) in report["properties"].as_object().unwrap() {
        let Some(names) = schema["properties"].as_object() else { continue };
        for name in names.keys().filter(|_| !["risk", "monitoring"].contains(&group.as_str())) {
            // Only a household without a home gives one.
            let rare = name == "homeless_reason";
            assert!(rare || example[group].get(name).is_some(), "the example has no {group}.{name}");
        }
    }
    for question in report["properties"]["risk"]["properties"].as_object().unwrap().keys() {
        assert!(section(3).contains(&format!("`{question}`")), "§3 does not name `{question}`");
    }
    app.finish().await;
}

// --- citations ------------------------------------------------------------------------------------------------------------

/// A place that cites the contract: a section, and rules of it.
#[derive(Debug, PartialEq, Eq)]
struct Citation {
    section: usize,
    rules: Vec<usize>,
}

/// Every citation in a text. Comments go on over several lines.
fn citations(text: &str) -> Vec<Citation> {
    let words = text.split_whitespace().filter(|word| !["//", "///", "//!", "#", "*"].contains(word));
    let joined = words.collect::<Vec<_>>().join(" ");
    let lower = joined.to_lowercase();
    lower.split("contract §").skip(1).flat_map(cited).collect()
}

/// What stands after the name of the page: `3`, `3, rule 5`, `3 rules 1 and 2`, `2 and §5`.
fn cited(mut rest: &str) -> Vec<Citation> {
    let mut found: Vec<Citation> = Vec::new();
    while let Some(section) = number(&mut rest) {
        let mut rules = Vec::new();
        for before in [", rules ", ", rule ", " rules ", " rule "] {
            if let Some(after) = rest.strip_prefix(before) {
                rest = after;
                rules.extend(number(&mut rest));
                while let Some(after) = [", ", " and "].iter().find_map(|between| rest.strip_prefix(between)) {
                    let mut next = after;
                    let Some(rule) = number(&mut next) else { break };
                    (rules, rest) = ([rules, vec![rule]].concat(), next);
                }
                break;
            }
        }
        found.push(Citation { section, rules });
        match [" and §", ", §"].iter().find_map(|between| rest.strip_prefix(between)) {
            Some(after) => rest = after,
            None => break,
        }
    }
    found
}

/// The number that a text begins with; what follows it is left.
fn number(rest: &mut &str) -> Option<usize> {
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let number = rest[..end].parse().ok()?;
    *rest = &rest[end..];
    Some(number)
}

#[test]
fn a_citation_is_read_in_every_way_it_is_written() {
    let cite = |section, rules: &[usize]| Citation { section, rules: rules.to_vec() };
    let name = "CONTRACT §";
    let read = |text: &str| citations(&text.replace('@', name));
    assert_eq!(read("(@1).").as_slice(), [cite(1, &[])]);
    assert_eq!(read("by @2 and §5)").as_slice(), [cite(2, &[]), cite(5, &[])]);
    assert_eq!(read("a (@3,\n    /// rule 5) and @3 rules 1, 2 and 7").as_slice(), [cite(3, &[5]), cite(3, &[1, 2, 7])]);
    assert_eq!(read("of the contract §4: 3 things").as_slice(), [cite(4, &[])]);
    assert!(read("docs/contract.md").is_empty());
}

#[test]
fn whoever_cites_the_contract_names_a_heading_that_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["src", "crates", "tests", "benches"] {
        texts(&root.join(folder), &mut files);
    }
    let mut all = 0;
    for file in files {
        let Ok(text) = std::fs::read_to_string(&file) else { continue };
        for Citation { section: number, rules } in citations(&text) {
            all += 1;
            let place = file.strip_prefix(root).unwrap().display();
            assert!(PAGE.contains(&format!("\n## {number}. ")), "{place} cites §{number}, which is not there");
            for rule in rules {
                let heading = format!("\n### Rule {rule}. ");
                assert!(section(number).contains(&heading), "{place} cites §{number}, rule {rule}, which is not there");
            }
        }
    }
    assert!(all >= 20, "only {all} citations were found");
}

/// Every file below a folder that a person wrote.
fn texts(folder: &Path, into: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.map(|entry| entry.unwrap().path()) {
        match path.file_name().and_then(|name| name.to_str()) {
            Some("node_modules" | "target") => {}
            _ if path.is_dir() => texts(&path, into),
            _ => into.push(path),
        }
    }
}
