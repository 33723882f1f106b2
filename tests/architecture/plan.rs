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
            &["labels"],
            &["handling"],
            &["head", "referral", "staff", "store_error"],
            &["routing"],
            &["vault"],
            &["report"],
            &["places"],
            &["vocabulary"],
            &["words"],
            &["config"],
            &["clock"],
            &["ids", "redacted", "tidy"],
        ],
    ),
    (
        "web",
        &[
            &["mod"],
            &["serve"],
            &["routes"],
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
        &[&["mod"], &["due"], &["desk"], &["person", "organisation"], &["centre", "placing"], &["case", "record"], &["service"]],
    ),
    ("storage", &[&["mod"], &["store", "statements"], &["case"], &["due", "people", "partnership", "record"], &["engine"]]),
];

/// Whose journeys a folder of pages may call beside the folder of its own name and those of [`FOR_ALL`].
pub(crate) const PAGES: &[(&str, &[&str], &str)] = &[
    ("mine", &["person", "placing"], "a report belongs to its person, who chooses anew whom it goes to"),
    ("form", &["person", "placing", "centre"], "it is sent by the person, shows whom it would go to, and was begun at a centre"),
    ("public", &["person", "placing", "centre"], "the centres are listed for everybody"),
    ("asking", &["placing"], "it offers organisations"),
    ("agency", &["organisation", "centre"], "a centre answers its letter as an organisation does"),
    ("api", &["person", "placing", "organisation", "centre"], "systems do what people do, with the key of a centre"),
    ("http", &["person", "organisation"], "it says what their faults mean in HTTP"),
    ("parts", &["centre"], "it shows a centre"),
    ("desk/care", &["desk/reach"], "a report must be in reach"),
    ("desk/centre", &["centre"], "the desk keeps the centres"),
    ("desk/list", &["desk/reach", "desk/post", "desk/talk", "centre"], "the inbox counts what waits in every room"),
    ("desk/opening", &["desk/reach", "desk/care", "desk/ending"], "it opens a report wherever it is kept"),
    ("desk/passing", &["desk/reach"], "a report must be in reach"),
    ("desk/people", &["desk/door", "desk/talk"], "people are accounts, and may read each other's talks"),
    ("desk/record", &["record"], "the desk reads the record"),
    ("desk/talk", &["desk/reach", "desk/door", "person"], "a talk is sent as a person sends, and outlasts a sitting"),
    ("desk/words", &["desk/care", "desk/list", "desk/door"], "it says what the desk's journeys found"),
];

/// Journeys that every page may call.
pub(crate) const FOR_ALL: &[&str] = &["case", "service"];

/// Templates that belong to no page, or folders of them: the frame around every page, and parts that several share.
pub(crate) const SHARED_TEMPLATES: &[&str] = &["layout", "parts", "desk/parts"];

/// Files side by side in a folder, beside the `mod.rs` that declares them.
pub(crate) const MOST_FILES: usize = 15;
/// Lines of a file.
pub(crate) const MOST_LINES: usize = 480;
/// Lines of a function, from its signature to its closing brace.
pub(crate) const LONGEST_FUNCTION: usize = 80;

/// Libraries that no pure room may know.
pub(crate) const IMPURE: &[&str] = &["tokio", "sqlx", "actix-web", "lettre", "askama"];

/// Where dates are written for people.
pub(crate) const DATES: &str = "words/dates";

/// Formats of dates that may stand elsewhere: where, which, and why.
pub(crate) const OTHER_DATES: &[(&str, &str, &str)] = &[
    ("", "%Y-%m", "ISO 8601 is the same in every language; so begins what machines, logs and commands read"),
    ("clock/hours", "%H:%M", "hours in the configuration are written so"),
];

/// The macro that lists the ids of an enum.
pub(crate) const IDS: &str = "ids!";

/// Routes that the contract promises and says are not built yet.
pub(crate) const PROMISED: &[&str] = &[];

/// Beginnings of texts that are an actor or a job, and belong into their types.
pub(crate) const KEPT_IN_TYPES: &[&str] = &["staff:", "agency:", "centre:", "sign-in:", "urgent-", "late-", "ends-"];

/// Where a transaction may be put into a box: the engine, and the store, its door.
pub(crate) const BOXED: &[&str] = &["storage/engine", "storage/store"];

/// Documents that whoever reads this repository does not have.
pub(crate) const NOT_HERE: &[&str] = &["HOUSE", "DESIGN", "DOMAIN", "EXEMPLARS"];

/// What the house still owes to a rule: the rule, how many faults are left, and what ends them. The numbers may only fall.
pub(crate) const STILL: &[(&str, usize, &str)] = &[];
