//! The command line as an operator uses it, and what it says when something is wrong.
#![expect(clippy::unwrap_used, reason = "a story that cannot go on has failed")]

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

struct Operator {
    folder: tempfile::TempDir,
}

impl Operator {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("config"), &folder.path().join("config"));
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, arguments: &[&str], environment: &[(&str, &str)]) -> (Output, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_waymark"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env_clear()
            .envs(environment.iter().copied())
            .output()
            .unwrap();
        let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        (output, said)
    }

    fn must(&self, arguments: &[&str]) -> String {
        let (output, said) = self.run(arguments, &[]);
        assert!(output.status.success(), "{arguments:?}: {said}");
        said
    }

    fn refused(&self, arguments: &[&str], environment: &[(&str, &str)]) -> String {
        let (output, said) = self.run(arguments, environment);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
        said
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        if entry.path().is_dir() {
            copy(&entry.path(), &to.join(entry.file_name()));
        } else {
            std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

#[test]
fn the_shipped_configuration_is_sound_and_not_fit_for_real_use() {
    let operator = Operator::new();
    assert!(operator.must(&["check"]).contains("20 agencies, 35 agreements: 0 faults"));
    let said = operator.refused(&["check", "--live"], &[]);
    for reason in ["mail is written to a folder", "not https", "it is a demonstration", "is an example address"] {
        assert!(said.contains(reason), "{reason} is not said: {said}");
    }
    let text = std::fs::read_to_string(operator.path("config/waymark.toml")).unwrap();
    std::fs::write(
        operator.path("config/waymark.toml"),
        text.split("[team]").next().unwrap().to_owned() + "[mail]\nfrom_address = \"a@b.example\"\n",
    )
    .unwrap();
    let said = operator.refused(&["check", "--live"], &[]);
    for key in [
        "privacy.text",
        "privacy.named",
        "accessibility.text",
        "rights.text",
        "mail.call_back",
        "team.phone",
        "team.text",
        "team.email",
    ] {
        assert!(said.contains(&format!("{key} is missing")), "{key}: {said}");
    }
}

#[test]
fn every_fault_of_a_bad_folder_is_printed_with_its_place_and_how_to_mend_it() {
    let operator = Operator::new();
    let bad = r#"
[[agency]]
id = "one"
name = "One"
kind = "charity"
email = "not an address"
hours = ["Mon to Fri"]
delivery = "full"

[[agency]]
id = "two"
name = "Two"
kind = "support"
email = "two@two.example"
delivery = "openpgp"

[[agreement]]
id = "a"
agency = "tow"
purpose = "help"
starts = 2026-04-01
ends = 2026-03-31
discloses = ["incident", "suspect"]
acknowledge_within = "soon"
colour = "red"
[agreement.when]
areas = ["Stockton"]
strands = ["homophobia"]
ages = ["unknown"]

[[agreement]]
id = "a"
agency = "tees-pride"
purpose = "inform"
needs_contact = true
starts = 2026-04-01
ends = 2027-03-31
discloses = []
acknowledge_within = "1 day"
capacity = -1
"#;
    std::fs::write(operator.path("config/agreements/bad.toml"), bad).unwrap();
    let said = operator.refused(&["check"], &[]);
    let faults = [
        (5, "\"charity\" is not known (kind of agency)"),
        (6, "\"not an address\" is no e-mail address"),
        (7, "\"Mon to Fri\" are no opening hours"),
        (8, "nobody has assured the transport"),
        (8, "no day on which the transport was checked"),
        (15, "delivery \"openpgp\" has no key"),
        (19, "\"tow\" is not known (agency)"),
        (20, "\"help\" is not known (purpose)"),
        (22, "the agreement ends before it starts"),
        (23, "suspect is disclosed, and criminal_offence names no condition"),
        (24, "\"soon\" is no time"),
        (25, "\"colour\" is not known here"),
        (27, "\"Stockton\" is no area code"),
        (28, "\"homophobia\" is not known (strands)"),
        (29, "\"unknown\" is not known (age band)"),
        (32, "the agreement \"a\" is also given in"),
        (35, "purpose \"inform\" is always anonymous"),
        (38, "the agreement discloses nothing"),
        (40, "the capacity is not a whole number"),
    ];
    for (line, words) in faults {
        let found =
            said.lines().any(|text| text.starts_with(&format!("config/agreements/bad.toml:{line}:")) && text.contains(words));
        assert!(found, "line {line}: {words}\n{said}");
    }
    assert_eq!(said.lines().filter(|line| line.contains(": fault: ")).count(), faults.len(), "{said}");
    assert_eq!(
        said.lines().filter(|line| line.starts_with("    to mend it: ")).count(),
        said.lines().filter(|l| l.contains(": fault: ") || l.contains(": warning: ")).count()
    );
    let started = operator.refused(&["serve"], &[]);
    assert!(started.contains("nothing was started"), "a server does not start on a faulty configuration: {started}");
    assert!(!operator.path("data").exists() && !operator.path("keys").exists());
}

#[test]
fn help_lines_are_there_are_sound_and_were_checked_not_long_ago() {
    let operator = Operator::new();
    let path = operator.path("config/help.toml");
    let shipped = std::fs::read_to_string(&path).unwrap();
    // Long ago by any clock, so that the day of this test does not matter.
    std::fs::write(&path, shipped.replacen("checked_on = 2026-11-20", "checked_on = 2019-01-31", 1)).unwrap();
    let said = operator.must(&["check"]);
    let warned = said.lines().find(|line| line.contains("\"samaritans\"")).unwrap();
    assert!(warned.starts_with("config/help.toml:") && warned.ends_with("more than 12 months ago"), "{said}");
    std::fs::write(&path, shipped.replacen("phone = \"116 123\"", "phone = \"ask us\"\nfax = \"1\"", 1)).unwrap();
    let said = operator.refused(&["check"], &[]);
    assert!(said.contains("\"ask us\" is no telephone number") && said.contains("\"fax\" is not known here"), "{said}");
    std::fs::remove_file(&path).unwrap();
    let said = operator.refused(&["check"], &[]);
    assert!(said.contains("config/help.toml: fault: the file cannot be read") && said.contains("put the file there"), "{said}");
}

#[test]
fn a_look_that_cannot_be_read_is_refused_with_its_contrast() {
    let operator = Operator::new();
    let path = operator.path("config/waymark.toml");
    let shipped = std::fs::read_to_string(&path).unwrap();
    let with = |theme: &str| std::fs::write(&path, format!("{shipped}\n{theme}")).unwrap();
    std::fs::write(operator.path("config/lamp.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0h9v9z\"/></svg>")
        .unwrap();
    with("[theme]\nact = \"#0b5d3b\"\nlogo = \"lamp.svg\"\nlogo_alt = \"A lamp\"\n[theme.dark]\nact = \"#8fe0b4\"\n");
    assert!(operator.must(&["check"]).contains(": 0 faults"));
    std::fs::write(operator.path("config/lamp.svg"), "<svg><script>alert(1)</script></svg>").unwrap();
    with("[theme]\nlink = \"sky\"\nsoft = \"#aaaaaa\"\nlogo = \"lamp.svg\"\n[theme.dark]\npaper = \"#ffffff\"\n");
    let said = operator.refused(&["check"], &[]);
    for words in [
        "\"sky\" is no colour",
        "soft (#aaaaaa) on paper (#ffffff) has a contrast of 2.32 to 1, and 4.5 to 1 is needed to read it",
        "write for example soft = \"#",
        "the logo has no logo_alt",
        "the logo holds a script",
        "ink (#eef1f4) on paper (#ffffff)",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
}

#[test]
fn what_people_see_from_outside_may_not_tell_what_the_service_is_for() {
    let operator = Operator::new();
    let path = operator.path("config/waymark.toml");
    let shipped = std::fs::read_to_string(&path).unwrap();
    let telling = shipped
        .replace("name = \"Tees Valley Support\"", "name = \"Stop Hate Teesside\"")
        .replace("hello@tees-valley.example", "hello@stophate-tees.example");
    std::fs::write(&path, &telling).unwrap();
    let said = operator.refused(&["check"], &[]);
    for (line, words) in [("Stop Hate Teesside", "says \"hate\""), ("hello@stophate-tees.example", "says \"hate\"")] {
        let number = telling.lines().position(|one| one.contains(line)).unwrap() + 1;
        assert!(said.contains(&format!("config/waymark.toml:{number}:")) && said.contains(words), "{line}: {said}");
    }
    assert!(said.contains("write a name that tells nothing"), "{said}");
    // A service from before goes on: with a warning, and without what tells.
    let before = shipped.split("[reporters]").next().unwrap().to_owned() + "[server]\n";
    let before = before
        .replace("name = \"Waymark Demonstration\"", "name = \"Stop Hate Teesside\"")
        .replace("referrals@waymark.example", "hate-crime@tees.example");
    std::fs::write(&path, &before).unwrap();
    let said = operator.must(&["check"]);
    assert!(
        said.contains(": 0 faults")
            && said.contains("titles of pages have no name")
            && said.contains("no letter leaves to a person"),
        "{said}"
    );
}

#[test]
fn settings_that_cannot_be_used_are_all_named() {
    let operator = Operator::new();
    let said = operator.refused(
        &["check"],
        &[
            ("WAYMARK_LISTEN", "nowhere"),
            ("WAYMARK_ROLE", "king"),
            ("WAYMARK_DATABASE_URL", "mysql://x"),
            ("WAYMARK_PUBLIC_URL", "https://x/y"),
            ("WAYMARK_MAIL", "smtp://mail.example.org"),
            ("WAYMARK_MAIL_IN", "config/waymark.toml"),
            ("WAYMARK_CLOCK_OFFSET", "+3d"),
            ("WAYMARK_LIMITS", "off"),
            ("WAYMARK_KEYS", "data/keyring.toml"),
            ("WAYMARK_ROLES", "intake"),
        ],
    );
    for name in ["LISTEN", "ROLE", "DATABASE_URL", "PUBLIC_URL", "MAIL_IN", "CLOCK_OFFSET", "LIMITS", "KEYS", "ROLES"] {
        assert!(said.contains(&format!("WAYMARK_{name}: fault:")), "{name}: {said}");
    }
}

#[test]
fn keys_are_made_listed_rotated_retired_and_their_public_part_printed() {
    let operator = Operator::new();
    operator.must(&["keys", "new"]);
    let mode = std::fs::metadata(operator.path("keys/keyring.toml")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert!(operator.refused(&["keys", "new"], &[]).contains("not overwritten"));
    assert!(operator.must(&["keys", "list"]).contains("newest"));
    assert!(operator.must(&["keys", "rotate"]).contains("Made key 2"));
    let public = operator.must(&["keys", "public"]);
    assert!(public.contains("pepper") && !public.contains("private =") && !public.contains("desk ="), "{public}");
    assert!(operator.refused(&["keys", "retire", "2"], &[]).contains("newest"));
    assert!(operator.must(&["keys", "retire", "1"]).contains("Destroyed private key 1"));
    let list = operator.must(&["keys", "list"]);
    assert_eq!(list.lines().count(), 2, "{list}");
    assert!(operator.must(&["queue", "list"]).contains("Nothing waits for a person."));
    assert!(
        operator.refused(&["queue", "list"], &[("WAYMARK_KEYS", "elsewhere/keyring.toml")]).contains("no keyring"),
        "no new keys for a database that was sealed"
    );
}

#[test]
fn what_cannot_work_says_so_in_words() {
    let operator = Operator::new();
    assert!(
        operator.refused(&["serve"], &[("WAYMARK_ROLE", "intake")]).contains("no keyring"),
        "an intake host never makes keys"
    );
    operator.must(&["keys", "new"]);
    std::fs::set_permissions(operator.path("keys/keyring.toml"), std::fs::Permissions::from_mode(0o644)).unwrap();
    assert!(operator.refused(&["serve"], &[]).contains("0600"));
    let said = operator.refused(&["check"], &[("WAYMARK_CONFIG", "nothing-here")]);
    assert!(said.contains("nothing-here/waymark.toml") && said.contains("nothing-here/agreements"), "{said}");
    let help = operator.must(&["--help"]);
    for command in ["serve", "check", "migrate", "keys", "places", "queue", "WAYMARK_DATABASE_URL"] {
        assert!(help.contains(command), "{command}: {help}");
    }
}

#[test]
fn who_serves_what_is_told_as_a_table_and_as_csv() {
    let operator = Operator::new();
    let table = operator.must(&["check", "--coverage"]);
    assert!(table.starts_with("Who serves what on 20"), "{table}");
    assert!(table.contains("\nYorkshire and The Humber (E12000003), Exeter (E07000041): 3 districts\n"), "{table}");
    assert!(table.contains("\nPlace not known\n"), "{table}");
    let stockton = table.split("\nStockton-on-Tees (E06000004)\n").nth(1).unwrap();
    for line in ["best    tees-police-investigate-2026", "SOME ONLY", "some    tees-homes-protect-2026 (settings)"] {
        assert!(stockton.contains(line), "{line}: {stockton}");
    }
    assert!(table.lines().all(|line| line.chars().count() <= 140), "{table}");
    let csv = operator.must(&["check", "--coverage=csv"]);
    let mut rows = csv.lines();
    assert_eq!(rows.next(), Some("district_code,district,strand,purpose,state,best,always,some,closed,equal"));
    assert!(csv.contains("\nE08000038,Barnsley,race,investigate,partly,,,rail-police-investigate-2026,,\n"), "{csv}");
    let strands = std::fs::read_to_string(operator.path("config/vocabulary.toml")).unwrap().matches("[[strand]]").count();
    assert_eq!(rows.count(), 10 * (strands + 1) * 4, "nine districts and none, every strand and none, four purposes");
    let twin = "[[agency]]\nid = \"twin\"\nname = \"Twin\"\nkind = \"support\"\nemail = \"a@twin.example\"\n[[agreement]]\nid = \"twin-2026\"\nagency = \"twin\"\npurpose = \"investigate\"\nstarts = 2020-01-01\nends = 2090-01-01\ndiscloses = [\"incident\"]\nacknowledge_within = \"1 day\"\n[agreement.when]\nareas = [\"E23000013\"]\n";
    std::fs::write(operator.path("config/agreements/twin.toml"), twin).unwrap();
    assert!(operator.must(&["check", "--coverage"]).contains("EQUAL   tees-police-investigate-2026 and twin-2026"));
    std::fs::write(operator.path("config/agreements/twin.toml"), twin.replace("2090", "2010")).unwrap();
    assert!(operator.refused(&["check", "--coverage"], &[]).contains("ends before it starts"));
}

#[test]
fn the_routing_of_a_case_is_explained_in_words() {
    let operator = Operator::new();
    let case = r#"{"facts": {"area": "E06000004", "strands": ["transgender", "race"], "on": "2026-11-20"},
        "permission": {"purposes": {"support": "full", "inform": "anonymous", "protect": "anonymous"}, "never": ["open-tally"]}}"#;
    std::fs::write(operator.path("case.json"), case).unwrap();
    let said = operator.must(&["check", "--explain", "case.json"]);
    for words in [
        "Routed on 2026-11-20, in Stockton-on-Tees (E06000004).",
        "No referral is taken to be open",
        "support      tees-pride-2026  (Tees Pride Advocacy)",
        "is shown: incident, victim, contact",
        "protect      transgender: no-agreement – nobody agreed to take it",
        "outranked-by:north-council-inform-2026 – the other serves a narrower area",
        "no-permission – \"open-tally\" must never be told",
        "other-age – it takes the ages under-13, 13-15, 16-17 only",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let bad = r#"{"facts": {"area": "E99", "strands": ["x"], "colour": 1}, "permission": {"purposes": {"support": "yes"}}}"#;
    std::fs::write(operator.path("case.json"), bad).unwrap();
    let said = operator.refused(&["check", "--explain", "case.json"], &[]);
    for pointer in [
        "/facts/area: unknown-area: We do not know this area.",
        "/facts/strands/0: unknown-id",
        "/facts/colour: unknown-field",
        "/permission/purposes/support: unknown-id",
        "4 faults of the case",
    ] {
        assert!(said.contains(pointer), "{pointer}: {said}");
    }
    std::fs::write(operator.path("case.json"), "{").unwrap();
    let said = operator.refused(&["check", "--explain", "case.json"], &[]);
    assert!(said.contains("is not JSON"), "{said}");
    // What it shows as an example is one.
    let example = said.split("a case looks like this:\n").nth(1).unwrap();
    std::fs::write(operator.path("case.json"), example).unwrap();
    assert!(operator.must(&["check", "--explain", "case.json"]).contains("in Stockton-on-Tees"));
    assert!(operator.refused(&["check", "--explain", "nowhere.json"], &[]).contains("cannot be read"));
}

/// What differs, line by line: `-` was expected and is not said, `+` is said and was not expected.
fn difference(expected: &str, said: &str) -> String {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let (expected, said) = (lines(expected), lines(said));
    let mut text = String::new();
    let mut at = 0;
    for line in &expected {
        match said[at..].iter().position(|other| other == line) {
            Some(ahead) => {
                for new in &said[at..at + ahead] {
                    text.push_str(&format!("+ {new}\n"));
                }
                at += ahead + 1;
            }
            None => text.push_str(&format!("- {line}\n")),
        }
    }
    for new in &said[at..] {
        text.push_str(&format!("+ {new}\n"));
    }
    text
}

#[test]
fn what_is_said_of_a_bad_partnership_is_what_was_read_and_found_good() {
    let operator = Operator::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad-partnership");
    copy(&folder, &operator.path("bad-partnership"));
    let said = operator.refused(&["check"], &[("WAYMARK_CONFIG", "bad-partnership")]);
    let kept = folder.join("check.txt");
    if std::env::var_os("WAYMARK_TEST_WRITE").is_some() {
        std::fs::write(&kept, &said).unwrap();
    }
    let expected = std::fs::read_to_string(&kept).unwrap_or_default();
    assert!(
        said == expected,
        "`check` says something else of tests/bad-partnership:\n\n{}\nWAYMARK_TEST_WRITE=1 keeps what it says now.",
        difference(&expected, &said)
    );
    let faults = said.lines().filter(|line| line.contains(": fault: ") || line.contains(": warning: "));
    for line in faults.filter(|line| !line.starts_with("bad-partnership/agreements: warning: nobody serves")) {
        let place = line.split(": ").next().unwrap();
        assert!(place.split(':').count() == 3, "no line and column: {line}");
    }
}

#[test]
fn an_example_address_is_told_with_its_file_and_line() {
    let operator = Operator::new();
    let said = operator.refused(&["check", "--live"], &[]);
    let text = std::fs::read_to_string(operator.path("config/agreements/cardiff.toml")).unwrap();
    let line = text.lines().position(|line| line == "email = \"hate-crime@bayside-police.example\"").unwrap() + 1;
    let place =
        format!("config/agreements/cardiff.toml:{line}:9: fault: hate-crime@bayside-police.example is an example address");
    assert!(said.contains(&place), "{place}: {said}");
    for line in said.lines().filter(|line| line.contains("is an example address")) {
        assert_eq!(line.split(": ").next().unwrap().split(':').count(), 3, "{line}");
    }
}

#[test]
fn an_agreement_to_fill_in_is_written_and_accepted_and_never_over_another() {
    let operator = Operator::new();
    let shown = operator.must(&["agreements", "new", "--agency", "new-partner", "--purpose", "inform"]);
    assert!(shown.contains("id = \"new-partner\"") && shown.contains("purpose = \"inform\""), "{shown}");
    let path = "config/agreements/new.toml";
    assert_eq!(operator.must(&["agreements", "new", path]), format!("Wrote {path}.\n"));
    assert!(operator.must(&["check"]).contains("21 agencies, 36 agreements: 0 faults"));
    let before = std::fs::read_to_string(operator.path(path)).unwrap();
    assert!(operator.refused(&["agreements", "new", "--agency", "other", path], &[]).contains("is there already"));
    assert_eq!(std::fs::read_to_string(operator.path(path)).unwrap(), before);
    let (output, said) = operator.run(&["agreements", "new", "--agency", "Not A Slug"], &[]);
    assert!(!output.status.success() && said.contains("small letters"), "{said}");
    let kept = std::fs::read_to_string(operator.path("config/agreement.schema.json")).unwrap();
    operator.must(&["agreements", "schema", "config/agreement.schema.json"]);
    let made = std::fs::read_to_string(operator.path("config/agreement.schema.json")).unwrap();
    assert!(kept != made && made.contains("\"our-partner\""), "the new organisation can be completed");
}

#[test]
fn the_postcode_file_is_imported_searched_and_refused_whole_when_it_is_wrong() {
    let operator = Operator::new();
    assert!(operator.must(&["places"]).contains("Places of the demonstration"));
    assert!(
        operator.must(&["places", "find", "caerdydd"]).contains("W06000015  Cardiff / Caerdydd – district: South Wales, Wales")
    );
    let header = "pcds,dointr,doterm,cty25cd,lad25cd,ctry25cd,rgn25cd,pfa23cd\n";
    let row = "TS15 9AA,198001,,E99999999,E06000004,E92000001,E12000001,E23000013\n";
    std::fs::write(
        operator.path("NSPL.csv"),
        format!("{header}{row}AB1 0AA,198001,199606,S99999999,S12000033,S92000003,S99999999,S99999999\n"),
    )
    .unwrap();
    let said = operator.must(&["places", "import", "NSPL.csv"]);
    assert!(said.contains("a whole edition about 2.7 million") && said.contains("at its next start"), "{said}");
    let mode = |name: &str| std::fs::metadata(operator.path(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode("data"), mode("data/places"), mode("data/places/postcodes.index")), (0o700, 0o700, 0o600));
    assert!(operator.must(&["places", "show"]).contains("NSPL.csv, newest entry 1996-06, imported"));
    assert!(
        operator.must(&["places", "find", "ts15-9aa"]).contains("E06000004  Stockton-on-Tees – district: Cleveland, North East")
    );
    assert!(operator.must(&["places", "find", "AB1", "0AA"]).contains("in no district of England and Wales"));
    assert!(operator.must(&["places", "find", "Cardiff"]).contains("Nothing is known"), "the file says nothing about Cardiff");

    std::fs::write(operator.path("bad.csv"), format!("{header}{row}nowhere,198001,,,,,,\n")).unwrap();
    let said = operator.refused(&["places", "import", "bad.csv"], &[]);
    assert!(said.contains("line 3, column pcds: \"nowhere\" is no postcode") && said.contains("Nothing was imported"), "{said}");
    assert!(operator.refused(&["places", "import", "nothing.csv"], &[]).contains("nothing.csv cannot be read"));
    assert!(operator.must(&["places", "show"]).contains("NSPL.csv"), "the places in use stay");
    let check = operator.must(&["check"]);
    assert!(check.contains("the gazetteer does not know W06000015"), "the imported places count: {check}");

    std::fs::write(operator.path("data/places/postcodes.index"), "damaged").unwrap();
    for command in ["check", "serve"] {
        let said = operator.refused(&[command], &[]);
        assert!(said.contains("the imported places cannot be used") && said.contains("import the postcode file again"), "{said}");
    }
    assert!(operator.refused(&["places", "show"], &[]).contains("import the postcode file again"));
    operator.must(&["places", "import", "NSPL.csv"]);
    operator.must(&["check"]);
}

#[test]
fn the_first_invitation_is_made_here_and_so_is_a_new_one_for_whoever_lost_everything() {
    let operator = Operator::new();
    let link = |arguments: &[&str]| {
        let (output, said) = operator.run(arguments, &[]);
        assert!(output.status.success() && said.contains("ends after 7 days"), "{said}");
        let printed = String::from_utf8(output.stdout).unwrap();
        assert!(
            printed.lines().count() == 1 && printed.contains("/desk/invitation/"),
            "a script reads the link alone: {printed}"
        );
        printed
    };
    let first = link(&["staff", "invite", "sam@desk.example", "--name", "Sam", "--role", "coordinator"]);
    for (arguments, faults) in [
        (
            vec![],
            vec![
                "name: the name is missing",
                "address: this is no e-mail address",
                "role: no role is named; choose one of volunteer,",
            ],
        ),
        (
            vec!["SAM@desk.example", "--role", "volunter", "--centre", "nowhere"],
            vec![
                "name: ",
                "address: this address has an account",
                "did you mean \"volunteer\"?",
                "centre: no centre is called \"nowhere\"",
            ],
        ),
        (
            vec!["quillon", "--name", "Quillon", "--role", "volunteer"],
            vec!["address: ", "centre: volunteer is a role of a centre; name"],
        ),
    ] {
        let said = operator.refused(&[&["staff", "invite"], &arguments[..]].concat(), &[]);
        assert!(said.contains("waymark: nobody was invited:\n  "), "{said}");
        assert_eq!(
            said.lines().filter(|line| line.starts_with("  ")).count(),
            faults.len(),
            "all of it, and nothing else: {said}"
        );
        assert!(faults.iter().all(|fault| said.contains(fault)) && !said.to_lowercase().contains("quillon"), "{said}");
    }
    let help = operator.must(&["staff", "invite", "--help"]);
    assert!(help.contains("centre-manager, coordinator") && !help.contains("[default: ]"), "{help}");
    let listed = operator.must(&["staff", "list"]);
    assert_eq!(listed.lines().count(), 1, "{listed}");
    let id = listed.split_whitespace().next().unwrap();
    assert_ne!(link(&["staff", "again", id]), first);
    let nobody = "00000000-0000-7000-8000-000000000000";
    assert!(operator.refused(&["staff", "again", nobody], &[]).contains("over"));
    operator.must(&["staff", "end", id]);
    operator.refused(&["staff", "again", id], &[]);
}
