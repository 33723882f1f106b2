//! The families of messages that label what a report is made of.

use crate::clock;
use crate::report::bond::Bond;
use crate::report::incident::Role;
use crate::report::permission::{Granted, IfUnable, Purpose, Value};
use crate::report::person::{AgeBand, Way};
use crate::report::reaching::News;
use crate::report::recognised::Recognised;
use crate::report::risk::{Answer, RiskLevel, SelfHarm};
use crate::report::section::Section;
use crate::report::trace::TraceKind;
use crate::words::{Family, Speaker};
use crate::{families, labelled};

families! {
    ROLE = Family::of("role", &Role::IDS);
    TELLER = Family::of("whose-teller", &Role::IDS);
    AGE = Family::of("age", &AgeBand::IDS);
    PURPOSE = Family::of("purpose", &Purpose::IDS);
    PURPOSE_WHAT = PURPOSE.with("what");
    FIELD_PURPOSES = Family::of("field-purposes", &Purpose::IDS);
    VALUE = Family::of("value", &["full", "anonymous", "ask", "no", "never"]);
    SAID = Family::of("value", &Value::IDS);
    LATER = Family::of("later", &["ask", "no"]);
    IF_UNABLE = Family::of("if-unable", &IfUnable::IDS);
    SECTION = Family::of("section", &["summary", "incident", "victim", "contact", "suspect", "evidence", "access"]);
    AGENCY_SECTION = Family::of("agency-section", &["safety", "summary", "released", "incident", "victim", "contact", "suspect", "evidence", "access"]);
    RISK = Family::of("risk", &RiskLevel::IDS);
    RISK_QUESTION = Family::of("risk-question", &[
        "in-danger", "threat-to-kill", "weapon", "injury", "escalating", "repeated", "close", "stalking", "retaliation",
        "self-harm", "child", "dependent", "homeless",
    ]);
    YES_NO = Family::of("risk-answer", &Answer::IDS);
    SELF_HARM = Family::of("risk-answer", &SelfHarm::IDS);
    PRECISION = Family::of("precision", &["exact", "day", "approximate", "range", "ongoing", "unknown"]);
    PART_OF_DAY = Family::of("part-of-day", &["morning", "afternoon", "evening", "night"]);
    REPEATED = Family::of("repeated", &["first", "before", "ongoing", "unknown"]);
    TOLD = Family::of("told", &["police", "council", "housing", "school-or-work", "support", "other"]);
    CONTACT_OF = Family::of("contact-of", &["victim", "reporter", "other"]);
    CONTACT_WHOSE = Family::of("contact-whose", CONTACT_OF.members);
    CONTACT = Family::of("contact", &["email", "text", "phone", "bsl-video", "relay", "post"]);
    FIELD_CONTACT_VALUE = Family::of("field-contact-value", CONTACT.members);
    NEWS = Family::of("news", &News::IDS);
    SAFE_DAYS = Family::of("safe-days", clock::SAFE_DAYS);
    SAFE_TIME = Family::of("safe-time", clock::SAFE_TIME);
    SAFE_READ = Family::of("safe-read", &["whole", "part"]);
    HOUSING = Family::of("housing", &["social-rent", "private-rent", "owner", "temporary-or-supported", "no-fixed-address", "other"]);
    LINKS_BOND = Family::of("links-bond", &Bond::IDS);
    LINKS_SHARES = Family::of("links-shares", &TraceKind::IDS);
    RENEW_HOW = Family::of("renew-how", &Recognised::IDS);
}

labelled! {
    AgeBand, AGE;
    Purpose, PURPOSE;
    Value, VALUE;
    Granted, VALUE;
    RiskLevel, RISK;
    Section, AGENCY_SECTION;
    Bond, LINKS_BOND;
    TraceKind, LINKS_SHARES;
    Recognised, RENEW_HOW;
    News, NEWS;
}

impl Way {
    /// Named without saying it: "E-mail 1".
    #[must_use]
    pub fn in_words(&self, t: &Speaker) -> String {
        t.say2("way-numbered", "way", t.of(&CONTACT, &self.kind), "number", self.number)
    }
}
