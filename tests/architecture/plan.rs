//! The plan: which room stands on which floor, and what a file may grow to. Change the plan here, with a decision that says why.

/// Floors of a folder, top floor first: what stands on one may import what stands below. Whoever shares a floor does not import each other.
/// The first folder is the house itself; `mod` is the file that declares a folder's rooms.
pub(crate) const FLOORS: &[(&str, &[&[&str]])] = &[
    (
        "",
        &[
            &["main", "lib"],
            &["commands"],
            &["app"],
            &["web"],
            &["rounds"],
            &["journeys"],
            &["storage"],
            &["letters"],
            &["post"],
            // From here on down: waymark-core.
            &["handling"],
            &["referral", "staff"],
            &["routing"],
            &["vault"],
            &["report"],
            &["places"],
            &["vocabulary", "words"],
            &["config"],
            &["clock"],
        ],
    ),
    (
        "web",
        &[
            &["mod", "routes"],
            &["mine"],
            &["desk", "public"],
            &["form"],
            &["agency", "api", "asking"],
            &["http"],
            &["parts"],
        ],
    ),
    (
        "journeys",
        &[
            &["mod"],
            &["due"],
            &["desk"],
            &["person", "organisation"],
            &["centre", "placing"],
            &["case", "record"],
            &["service"],
        ],
    ),
    ("storage", &[&["mod", "statements"], &["case"], &["due", "people", "partnership"], &["record"], &["engine"]]),
];

/// Files side by side in a folder, beside the `mod.rs` that declares them.
pub(crate) const MOST_FILES: usize = 15;
/// Lines of a file.
pub(crate) const MOST_LINES: usize = 480;
/// Lines of a function, from its signature to its closing brace.
pub(crate) const LONGEST_FUNCTION: usize = 80;

/// Libraries that no pure room may know.
pub(crate) const IMPURE: &[&str] = &["tokio", "sqlx", "actix-web", "lettre", "askama"];
