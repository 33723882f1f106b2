//! What we say to organisations: typed letters, each word of them a message. Mail is open to many eyes, so no letter has a field
//! for anything about a person, and no subject says more than a reference and, for a notice, the time to answer. Letters about an agreement, and to the desk, name no report at all.

#[cfg(test)]
mod tests;

use askama::Template;
use waymark_core::words::Speaker;

/// A letter as it leaves.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub body: String,
}
waymark_core::redacted!(Letter);

/// There is a referral: please say that it arrived.
#[derive(Template)]
#[template(path = "letters/notice.txt")]
pub struct Notice {
    /// Who says the words.
    pub t: Speaker,
    /// The service's name.
    pub service: String,
    /// Whether the banner stands above it.
    pub demonstration: bool,
    /// Of the report.
    pub reference: String,
    /// Whether the risk is high.
    pub urgent: bool,
    /// The time to answer, such as `2 working days`.
    pub promise: String,
    /// Where the referral is.
    pub link: String,
    /// The number to be sure with.
    pub call_back: String,
}

/// Something was added to a referral.
#[derive(Template)]
#[template(path = "letters/more_to_see.txt")]
pub struct MoreToSee {
    /// Who says the words.
    pub t: Speaker,
    /// The service's name.
    pub service: String,
    /// Whether the banner stands above it.
    pub demonstration: bool,
    /// Of the report.
    pub reference: String,
    /// Where the referral is.
    pub link: String,
    /// The number to be sure with.
    pub call_back: String,
}

/// A referral was withdrawn: please stop using it, delete what you can, and tell us.
#[derive(Template)]
#[template(path = "letters/please_stop.txt")]
pub struct PleaseStop {
    /// Who says the words.
    pub t: Speaker,
    /// The service's name.
    pub service: String,
    /// Whether the banner stands above it.
    pub demonstration: bool,
    /// Of the report.
    pub reference: String,
    /// The number to answer to.
    pub call_back: String,
}

/// A code, and the request it is for.
#[derive(Template)]
#[template(path = "letters/one_time_code.txt")]
pub struct OneTimeCode {
    /// Who says the words.
    pub t: Speaker,
    /// The service's name.
    pub service: String,
    /// Whether the banner stands above it.
    pub demonstration: bool,
    /// Of the report.
    pub reference: String,
    /// The name of the request, which the page says too.
    pub request_name: String,
    /// The code.
    pub code: String,
    /// How long it is good for.
    pub minutes: i64,
    /// The number to be sure with.
    pub call_back: String,
}

/// What a day of an agreement means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// Its last day in force.
    End,
    /// When it should be looked at again.
    Review,
}

/// An agreement ends soon, or is to be looked at again: to its organisation, or to the coordinator.
#[derive(Template)]
#[template(path = "letters/reminder.txt")]
pub struct Reminder {
    /// Who says the words.
    pub t: Speaker,
    /// The service's name.
    pub service: String,
    /// Whether the banner stands above it.
    pub demonstration: bool,
    /// What the day means.
    pub about: About,
    /// The agreement's id.
    pub agreement: String,
    /// Its version.
    pub version: i64,
    /// The day, in words.
    pub day: String,
    /// How many days are left.
    pub days: i64,
    /// The organisation, when the coordinator is told.
    pub agency: Option<String>,
    /// The number to be sure with.
    pub call_back: String,
}

/// Something urgent waits at the desk: to whoever is on duty. It tells how much, and nothing of what.
#[derive(Template)]
#[template(path = "letters/urgent.txt")]
pub struct Urgent {
    /// Who says the words.
    pub t: Speaker,
    /// The service's name.
    pub service: String,
    /// Whether the banner stands above it.
    pub demonstration: bool,
    /// How many urgent entries there are.
    pub entries: i64,
    /// Who was called before and opened nothing in time; blank when this is the first call.
    pub on_duty: String,
    /// Where the desk is.
    pub link: String,
    /// The number to be sure with.
    pub call_back: String,
}

/// What waits at the desk in the morning: to the coordinator.
#[derive(Template)]
#[template(path = "letters/open.txt")]
pub struct Open {
    /// Who says the words.
    pub t: Speaker,
    /// The service's name.
    pub service: String,
    /// Whether the banner stands above it.
    pub demonstration: bool,
    /// How many entries there are of each kind.
    pub counts: Vec<(&'static str, i64)>,
    /// Where the desk is.
    pub link: String,
    /// The number to be sure with.
    pub call_back: String,
}

/// Where the chain over the record ends, to be kept apart from the service.
#[derive(Template)]
#[template(path = "letters/record_head.txt")]
pub struct RecordHead {
    /// Who says the words.
    pub t: Speaker,
    /// The service's name.
    pub service: String,
    /// Whether the banner stands above it.
    pub demonstration: bool,
    /// The day, in words.
    pub day: String,
    /// The position of the last link.
    pub position: i64,
    /// When it was made.
    pub made: String,
    /// The last link.
    pub head: String,
    /// Where the record does not add up, when the last check found that.
    pub wrong: Option<i64>,
    /// The number to be sure with.
    pub call_back: String,
}

/// Is what people are told about a centre still right? To whoever knows. It names no centre: some must not be known of.
#[derive(Template)]
#[template(path = "letters/confirm_centre.txt")]
pub struct ConfirmCentre {
    /// Who says the words.
    pub t: Speaker,
    /// The service's name.
    pub service: String,
    /// Whether the banner stands above it.
    pub demonstration: bool,
    /// Whether it was asked before and not answered.
    pub again: bool,
    /// Where it is answered.
    pub link: String,
    /// The number to be sure with.
    pub call_back: String,
}

/// A code to sign in at the desk with. It says nothing of what the desk is.
#[derive(Template)]
#[template(path = "letters/sign_in_code.txt")]
pub struct SignInCode {
    /// Who says the words.
    pub t: Speaker,
    /// The service's name.
    pub service: String,
    /// Whether the banner stands above it.
    pub demonstration: bool,
    /// The code.
    pub code: String,
    /// How long it is good for.
    pub minutes: i64,
    /// The number to be sure with.
    pub call_back: String,
}

impl SignInCode {
    /// Writes it.
    #[must_use]
    pub fn letter(&self) -> Letter {
        Letter { subject: self.t.say("letter-sign-in-subject"), body: written(self) }
    }
}

impl ConfirmCentre {
    /// Writes it.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let subject = if self.again { "letter-centre-again-subject" } else { "letter-centre-subject" };
        Letter { subject: self.t.say(subject), body: written(self) }
    }
}

impl Urgent {
    /// Writes it.
    #[must_use]
    pub fn letter(&self) -> Letter {
        Letter { subject: self.t.say("letter-urgent-subject"), body: written(self) }
    }
}

impl Open {
    /// Writes it.
    #[must_use]
    pub fn letter(&self) -> Letter {
        Letter { subject: self.t.say("letter-open-subject"), body: written(self) }
    }
}

impl RecordHead {
    /// Writes it.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let subject = if self.wrong.is_some() { "letter-record-wrong-subject" } else { "letter-record-subject" };
        Letter { subject: self.t.say1(subject, "day", self.day.as_str()), body: written(self) }
    }
}

/// Something changed on the page of somebody who reported. It may be seen by whoever did them harm: it says nothing else.
#[derive(Template)]
#[template(path = "letters/something_changed.txt")]
pub struct SomethingChanged {
    /// Who says the words.
    pub t: Speaker,
    /// Whether the banner stands above it.
    pub demonstration: bool,
}

impl SomethingChanged {
    /// Writes it.
    #[must_use]
    pub fn letter(&self) -> Letter {
        Letter { subject: self.t.say("letter-changed-subject"), body: written(self) }
    }
}

#[expect(clippy::expect_used, reason = "our templates write into a string, which does not fail; the tests write each of them")]
fn written(letter: &impl Template) -> String {
    letter.render().expect("a letter can be written")
}

impl Notice {
    /// Writes it.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let subject =
            self.t.say2("letter-notice-subject", "reference", self.reference.as_str(), "promise", self.promise.as_str());
        Letter { subject, body: written(self) }
    }
}

impl MoreToSee {
    /// Writes it.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let subject = self.t.say1("letter-more-subject", "reference", self.reference.as_str());
        Letter { subject, body: written(self) }
    }
}

impl PleaseStop {
    /// Writes it.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let subject = self.t.say1("letter-stop-subject", "reference", self.reference.as_str());
        Letter { subject, body: written(self) }
    }
}

impl OneTimeCode {
    /// Writes it.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let subject = self.t.say1("letter-code-subject", "reference", self.reference.as_str());
        Letter { subject, body: written(self) }
    }
}

impl Reminder {
    fn what(&self) -> String {
        let what = if self.about == About::End { "letter-ends-what" } else { "letter-review-what" };
        self.t.say2(what, "day", self.day.as_str(), "days", self.days)
    }

    /// Writes it.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let subject = if self.about == About::End { "letter-ends-subject" } else { "letter-review-subject" };
        let subject = self.t.say1(subject, "day", self.day.as_str());
        Letter { subject, body: written(self) }
    }
}
