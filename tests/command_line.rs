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
        text.split("[privacy]").next().unwrap().to_owned() + "[mail]\nfrom_address = \"a@b.example\"\n",
    )
    .unwrap();
    let said = operator.refused(&["check", "--live"], &[]);
    for key in ["privacy.text", "privacy.named", "accessibility.text", "rights.text", "mail.call_back"] {
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
            ("WAYMARK_CLOCK_OFFSET", "+3d"),
            ("WAYMARK_LIMITS", "off"),
            ("WAYMARK_KEYS", "data/keyring.toml"),
            ("WAYMARK_ROLES", "intake"),
        ],
    );
    for name in ["LISTEN", "ROLE", "DATABASE_URL", "PUBLIC_URL", "CLOCK_OFFSET", "LIMITS", "KEYS", "ROLES"] {
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
    for command in ["serve", "check", "migrate", "keys", "queue", "WAYMARK_DATABASE_URL"] {
        assert!(help.contains(command), "{command}: {help}");
    }
}
