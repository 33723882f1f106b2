//! The families of messages that pages compose beside the labels of what is reported: notices, faults, parts of a page.

use waymark_core::families;
use waymark_core::handling::arrival::CHANNELS;
use waymark_core::report::parse::FaultCode;
use waymark_core::words::Family;

families! {
    // Error pages.
    NOTICE_HEADING = Family::of("notice", NOTICES).with("heading");
    NOTICE_TEXT = Family::of("notice", NOTICES).with("text");

    // The form, and the same questions wherever they are asked.
    STEP = Family::of("step", &[
        "who", "agreed", "story", "kinds", "when", "day", "setting", "place", "area", "elsewhere", "why", "more-about-why", "before", "told",
        "relation", "them", "hurt", "person", "home", "no-home", "contact", "reach", "needs", "safety", "help-now", "never",
        "about-you", "young", "when-and-where", "seen",
    ]);
    NOTE = Family::of("note", &[
        "hurt-1", "hurt-2", "place-1", "safety-1", "help-now-1", "about-you-1", "home-1", "person-1", "reach-1", "needs-1",
        "agreed-1", "elsewhere-1", "elsewhere-2", "young-1", "young-2", "young-3", "young-4",
    ]).some();
    FORM_PART = Family::of("form-part", &["1", "2", "3", "4", "5"]);
    FORM_DATE = Family::of("form", &["day", "month", "year"]);
    FIELD = Family::of("field", &[
        "reporter-role", "reporter-victim_agreed", "reporter-how_agreed", "reporter-from", "incident-account", "incident-types",
        "incident-when-precision", "incident-when-from", "incident-when-time", "incident-when-to", "incident-when-part_of_day",
        "incident-when-words",
        "incident-where-setting", "incident-where-postcode", "place-area", "incident-where-area", "incident-where-place",
        "place-online", "incident-strands", "incident-repeated", "told-who", "told-reference", "suspect-relation",
        "suspect-description", "victim-name", "victim-age_band", "victim-pronouns", "victim-postcode", "victim-housing",
        "victim-homeless_reason", "contact-of", "contact-way", "contact-safe_times", "contact-ask_for",
        "contact-if_others_answer", "contact-not_at_home", "contact-parents_may_know", "contact-needs", "contact-language",
        "contact-interpreter", "never", "never_words", "taken-channel", "taken-day", "taken-at_work", "taken-interpreter",
        "taken-capacity", "taken-capacity_words", "child-understands", "child-wants", "child-alone", "child-with",
        "child-parent",
    ]);
    HINT = Family::of("hint", &[
        "reporter-role", "reporter-how_agreed", "reporter-from", "incident-account", "incident-types", "incident-when-precision",
        "incident-when-from-exact", "incident-when-from-day", "incident-when-from-approximate", "incident-when-from-range",
        "incident-when-from-ongoing", "incident-when-time", "incident-when-to", "incident-when-words", "incident-where-setting",
        "incident-where-postcode", "place-area", "incident-where-place", "place-online", "incident-strands",
        "incident-repeated", "told-who", "told-reference", "suspect-relation", "suspect-description", "victim-name",
        "victim-age_band", "victim-pronouns", "victim-postcode", "victim-homeless_reason", "contact-way", "contact-safe_times",
        "contact-ask_for", "contact-if_others_answer", "contact-not_at_home", "contact-parents_may_know", "contact-needs",
        "contact-language", "contact-interpreter", "risk-self_harm", "never", "never_words", "taken-day",
        "taken-at_work",  "taken-capacity", "taken-capacity_words", "child-understands", "child-wants",
        "child-alone", "child-with", "child-parent",
    ]).some();
    FAULT = Family::of("fault", &FaultCode::IDS);
    FAULT_OF = Family::of("fault", &[
        "required-incident-account",
    ]).some();
    // What is asked about once, and then taken as it is.
    DOUBT = Family::of("doubt", &["blank", "bad-email", "bad-phone", "safe", "only"]);
    ANSWER = Family::of("answer", &["yes", "no"]);
    // What somebody may need, by purpose.
    NEED_OF = Family::of("allow-need", &["investigate", "protect", "support", "inform"]);
    PROMISE = Family::of("promise", &["minutes", "hours", "days", "working-days", "working-hours"]);
    LANGUAGE = Family::of("language", &[
        "en", "cy", "pl", "ro", "pa", "ur", "ar", "bn", "gu", "pt", "es", "zh", "fa", "ckb", "ps", "tr", "so", "ti", "uk", "ru",
        "hi", "fr",
    ]).some();
    TEXT = Family::of("text", &["privacy", "named", "accessibility", "complaints", "rights"]);

    // A report as somebody reads it.
    ROW = Family::of("row", &[
        "account", "released", "addition", "types", "strands", "aspects", "district", "setting", "month", "part-of-day",
        "repeated", "risk", "when", "where", "reported-to", "reporter", "reporter-from", "name", "age", "pronouns", "housing", "homeless-reason",
        "home-area", "ways", "safe-times", "ways-stopped", "ask-for",
        "if-others-answer", "not-at-home", "parents", "relation", "description", "needs", "language", "interpreter",
    ]);
    WHOSE = Family::of("whose", &["teller", "agreed", "how-agreed", "channel", "centre", "never"]);
    WHOSE_CHANNEL = Family::of("whose-channel", &["web", "assisted", "api"]);
    CHANNEL = Family::of("channel", &CHANNELS);
    CHILD = Family::of("child", &["understands", "wants", "alone", "with", "parent"]);

    // What was done, on the page that shows it.
    NOTICE = Family::of("notice", &["message-sent", "added", "permission-changed", "way-stopped", "not-kept"]);
    CENTRE_LETTER = Family::of("centre-letter", &["thanks", "told"]);
    CENTRE_NOTICE = Family::of("centre-notice", &["confirmed", "renewed", "right", "off", "on"]);
    CASES_NOTICE = Family::of("cases-notice", &["given", "taken-back"]);
    DESK_NOTICE = Family::of("desk-notice", &[
        "answered", "noted", "risk-set", "held", "released", "done", "placed", "replied", "renewed", "action-set",
        "action-changed", "action-done", "area-given", "child-heard", "used-again", "never-read", "proposed", "said-aloud",
    ]);
    DESK_PEOPLE = Family::of("desk-people", &["ended", "role-changed", "role-needs-more", "nothing-begun"]);
    LINKS_NOTICE = Family::of("links-notice", &["linked", "unlinked"]);
    MAIL_NOTICE = Family::of("mail-notice", &["done", "linked"]);
    OVERRULE_NOTICE = Family::of("overrule-notice", &["asked", "passed", "approved", "told"]);
    TALK_NOTICE = Family::of("talk-notice", &["kept", "sent"]);

    // What is wrong, beside the field that mends it.
    ACTION_FAULT = Family::of("action-fault", &["what", "owner", "until", "past", "give"]);
    AREA_FAULT = Family::of("area-fault", &["place", "area", "would", "reason"]);
    CHILD_FAULT = Family::of("child-fault", &["understands", "wants", "alone", "with", "parent"]);
    DESK_FAULT = Family::of("desk-fault", &["answer", "note", "level", "reason", "hold-reason", "way-reason", "closing"]);
    FIGURES_FAULT = Family::of("figures-fault", &["quarter", "many", "unopened"]);
    KEPT_FAULT = Family::of("kept-fault", &["reference", "why"]);
    LINKS_FAULT = Family::of("links-fault", &["unknown", "itself", "bond", "note"]);
    NEVER_FAULT = Family::of("never-fault", &["reason", "more"]);
    OVERRULE_FAULT = Family::of("overrule-fault", &[
        "agreement", "not-offered", "ground", "reason", "sections", "told", "not-told", "child", "decision", "own", "over",
    ]);
    PLACE_FAULT = Family::of("place-fault", &["agreement", "reason", "full", "ask-first"]);
    RENEW_FAULT = Family::of("renew-fault", &["how", "words", "sure"]);
    UNDO_FAULT = Family::of("undo-fault", &["unknown", "open", "over", "asked", "why"]);

    // The desk.
    ALSO = Family::of("also", &["links", "receipt"]);
    DESK_ACCOUNT = Family::of("desk-account", &["invited", "active", "ended"]);
    DESK_STEP = Family::of("desk-step", &[
        "arrived", "allowed", "lapsed", "acknowledged", "noted", "risk-set", "duty-closed", "held", "let-go", "frozen", "thawed",
        "placed", "proposed", "never-read", "override-at-once", "override-asked", "override-approved", "override-refused", "person-told", "questioned",
        "question-answered", "way-used-again", "came-back", "linked", "unlinked", "receipt-renewed", "erasure-undone", "released",
        "case-taken-back", "case-given", "child-heard", "area-given",
    ]);
    DESK_TASK_OWN = Family::of("desk-task", &["action"]).with("own");
    FIGURES_QUARTER = Family::of("figures-quarter", &["1", "2", "3", "4"]);
    MAIL_KIND = Family::of("mail-kind", &["notice", "more-to-see", "please-stop", "one-time-code", "something-changed"]);
    OVERRULE_TOLD = Family::of("overrule-told", &["yes", "no"]);
    OVERRULE_URGENT = Family::of("overrule-urgent", &["no", "yes"]);
    PLACE_WHY = Family::of("place-why", &[
        "suspended", "dormant", "outside-area", "other-strand", "other-incident", "other-setting", "other-age", "other-need",
        "below-risk", "needs-contact", "at-capacity", "same-agency", "outranked-by", "chosen", "always",
    ]);
    SURE_TITLE = Family::of("sure", SURE).with("title");
    SURE_WHAT = Family::of("sure", SURE).with("what");
    SURE_DO = Family::of("sure", SURE).with("do");
    TALK = Family::of("talk", TALKS);
    TALK_MORE = Family::of("talk-more", &["child"]).some();
    GUIDE = Family::of("guide", &["counts", "say", "never", "child", "ring", "self"]);
    GUIDES = Family::of("guide", &[
        "start-say", "start-never", "start-child", "start-ring", "story-counts", "story-say", "story-never", "when-say",
        "where-say", "why-counts", "why-say", "why-never", "before-say", "suspect-say", "suspect-never", "person-say",
        "person-child", "child-counts", "child-say", "child-never", "child-child", "child-ring", "contact-say", "contact-never",
        "needs-never", "risk-say", "risk-never", "risk-ring", "capacity-say", "capacity-ring", "never-say", "about-say",
        "about-self",
    ]).some();

    // The record.
    AUDITOR_SECTION = Family::of("auditor-section", &["incident", "victim", "contact", "suspect", "messages", "handling"]).some();
}

const NOTICES: &[&str] = &["not-found", "link", "role", "too-many", "too-long", "expired", "wrong", "left"];
const SURE: &[&str] = &["end", "anew", "code", "key"];
const TALKS: &[&str] = &[
    "start", "story", "when", "where", "why", "before", "suspect", "person", "child", "contact", "needs", "risk", "capacity",
    "never", "about",
];
