//! When it happened, from what was typed in any words: what can be read as days and times, and the words themselves where they say more.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde_json::{Value as Json, json};
use waymark_core::clock::london_day;
use waymark_core::report::in_words::{self, Heard, Span};
use waymark_core::report::incident::Moment;
use waymark_core::report::labels::PART_OF_DAY;
use waymark_core::tidy::is_blank;
use waymark_core::words::Speaker;

use crate::web::asking::put::put;
use crate::web::http::body::Form;
use crate::web::parts::span::in_months;

/// The field for a day, or the first of several.
const FROM: &str = "incident.when.from";
/// The field for the last day.
const TO: &str = "incident.when.to";
/// The field for a time.
const TIME: &str = "incident.when.time";
/// The field for words of one's own.
const WORDS: &str = "incident.when.words";

/// Whether a field of the page about the day is asked with this precision.
pub(crate) fn asks_day(precision: &str, name: &str) -> bool {
    match name {
        FROM => matches!(precision, "exact" | "day" | "approximate" | "range" | "ongoing"),
        TO => precision == "range",
        TIME => precision == "exact",
        "incident.when.part_of_day" => matches!(precision, "day" | "approximate"),
        _ => true,
    }
}

/// Reads what was typed about when.
pub(crate) struct WhenTyped<'a> {
    pub form: &'a Form,
    pub t: &'a Speaker,
    pub now: DateTime<Utc>,
}

/// A day as it was typed in three fields: what was read of it, and what was typed where that is more than a day.
struct Typed {
    span: Option<Span>,
    words: String,
}

impl WhenTyped<'_> {
    fn today(&self) -> NaiveDate {
        london_day(self.now)
    }

    fn asked(&self, name: &str) -> bool {
        asks_day(self.form.get("incident.when.precision"), name)
    }

    /// What was typed in three fields, in their order.
    fn typed_in(&self, name: &str) -> Option<[&str; 3]> {
        let parts = ["day", "month", "year"].map(|part| self.form.get(&format!("{name}.{part}")).trim());
        parts.iter().any(|part| !is_blank(part)).then_some(parts)
    }

    /// The day that three fields say by themselves.
    fn plain_day(&self, name: &str) -> Option<NaiveDate> {
        let [day, month, year] = self.typed_in(name)?;
        in_words::day(day, month, year, self.t).filter(|day| *day <= self.today())
    }

    fn day(&self, name: &str) -> Option<Typed> {
        let parts = self.typed_in(name).filter(|_| self.asked(name))?;
        if let Some(day) = self.plain_day(name) {
            return Some(Typed { span: Some(Span { from: day, to: day, time: None }), words: String::new() });
        }
        let words = parts.into_iter().filter(|part| !is_blank(part)).collect::<Vec<_>>().join(" ");
        let span = in_words::when(&words, self.today(), self.t);
        // A month and a year say all that a page asks for.
        let plain =
            is_blank(parts[0]) && !is_blank(parts[1]) && !is_blank(parts[2]) && span.is_some_and(|span| span.time.is_none());
        let plain = plain && parts[1].split_whitespace().count() == 1;
        Some(Typed { span, words: if plain { String::new() } else { words } })
    }

    fn time(&self) -> Option<(Option<Heard>, &str)> {
        let typed = self.form.get(TIME).trim();
        (self.asked(TIME) && !is_blank(typed)).then(|| (in_words::time(typed, self.t), typed))
    }

    fn words(&self) -> Option<(Option<Span>, &str)> {
        let typed = self.form.get(WORDS).trim();
        (!is_blank(typed)).then(|| (in_words::when(typed, self.today(), self.t), typed))
    }

    /// Puts it into a report. Whatever was typed, nothing of it is at fault.
    pub(crate) fn put(&self, report: &mut Json) {
        let precision = self.form.get("incident.when.precision");
        if !self.asked("incident.when.part_of_day")
            && let Some(when) = report.pointer_mut("/incident/when").and_then(Json::as_object_mut)
        {
            when.remove("part_of_day");
        }
        let (from, to, time, own) = (self.day(FROM), self.day(TO), self.time(), self.words());
        let mut words: Vec<&str> = [&from, &to].into_iter().flatten().map(|typed| typed.words.as_str()).collect();
        let heard = time.as_ref().and_then(|(heard, _)| *heard);
        let unread_time = time.as_ref().map(|(_, typed)| *typed).filter(|_| !matches!(heard, Some(Heard::At(..))));
        words.extend(unread_time);
        words.extend(own.as_ref().map(|(_, typed)| *typed));
        if precision != "unknown" {
            let span = from.as_ref().map_or_else(|| own.as_ref().and_then(|(span, _)| *span), |from| from.span);
            let until = to.as_ref().and_then(|to| to.span);
            let heard = heard.or_else(|| span.and_then(|span| span.time));
            let unfit = self.put_days(report, precision, span, until, heard);
            // What does not go together stays as it was typed.
            words.extend(unfit.iter().map(String::as_str));
            put_words(report, &words);
            return;
        }
        put_words(report, &words);
    }

    /// Puts the days; says what could not be put.
    fn put_days(
        &self,
        report: &mut Json,
        precision: &str,
        span: Option<Span>,
        until: Option<Span>,
        heard: Option<Heard>,
    ) -> Vec<String> {
        let (mut unfit, from) = (Vec::new(), span.map(|span| span.from));
        let wide = span.filter(|span| !span.is_day()).map(|span| span.to);
        let to = match precision {
            "ongoing" => None,
            _ => until.map(|until| until.to).or(wide),
        };
        let to = to.filter(|to| {
            let fits = from.is_none_or(|from| from <= *to);
            if !fits {
                unfit.push(self.t.day(*to));
            }
            fits
        });
        let moment =
            from.filter(|_| to.is_none() && matches!(precision, "exact" | "")).zip(heard).and_then(|(day, heard)| match heard {
                Heard::At(hour, minute) => Some(Moment::At(day.and_time(NaiveTime::from_hms_opt(hour, minute, 0)?))),
                Heard::In(_) => None,
            });
        let early = moment.is_some_and(|moment| moment.is_after(self.now));
        if let Some(moment) = moment.filter(|_| early) {
            // A time of today that has not been yet.
            unfit.push(match moment {
                Moment::At(at) => self.t.time(at.time()),
                Moment::Day(day) => self.t.day(day),
            });
        }
        let moment = moment.filter(|_| !early);
        if let Some(from) = from {
            put(report, "/incident/when/from", json!(moment.unwrap_or(Moment::Day(from)).to_text()));
        }
        if let Some(to) = to {
            put(report, "/incident/when/to", json!(to.to_string()));
        }
        if moment.is_none()
            && !early
            && let Some(heard) = heard
        {
            let said = report.pointer("/incident/when/part_of_day").is_some();
            if !said {
                put(report, "/incident/when/part_of_day", json!(heard.part()));
            }
        }
        // What was asked for and what was said may differ: "on this day" and then "last summer".
        let read = match (precision, from, to) {
            ("range" | "ongoing", ..) => None,
            (_, Some(_), Some(_)) => Some("approximate"),
            ("exact", Some(_), None) if moment.is_none() => Some("day"),
            ("", Some(_), None) => Some(if moment.is_some() { "exact" } else { "day" }),
            _ => None,
        };
        if let Some(read) = read {
            put(report, "/incident/when/precision", json!(read));
        }
        unfit
    }

    /// How a field was read, where that is not plain from what was typed in it; blank where the words stay as they are.
    pub(crate) fn understood(&self, name: &str) -> Option<String> {
        let spanned = |span: Option<Span>| {
            let Some(span) = span else { return String::new() };
            let days = in_months(span.from, Some(span.to), self.t);
            match span.time {
                Some(heard) => self.t.say2("understood-day-and-time", "day", days, "time", self.heard(heard)),
                None => days,
            }
        };
        match name {
            FROM | TO => self.day(name).filter(|_| self.plain_day(name).is_none()).map(|typed| spanned(typed.span)),
            TIME => self.time().map(|(heard, _)| heard.map(|heard| self.heard(heard)).unwrap_or_default()),
            WORDS => self.words().map(|(span, _)| spanned(span)),
            _ => None,
        }
    }

    fn heard(&self, heard: Heard) -> String {
        match heard {
            Heard::At(hour, minute) => NaiveTime::from_hms_opt(hour, minute, 0).map(|time| self.t.time(time)).unwrap_or_default(),
            Heard::In(part) => self.t.of(&PART_OF_DAY, part),
        }
    }

    /// The day that three fields say, in words: "27 March 2026".
    pub(crate) fn day_in_words(&self, name: &str) -> Option<String> {
        self.plain_day(name).map(|day| self.t.day(day))
    }
}

fn put_words(report: &mut Json, words: &[&str]) {
    let mut said: Vec<&str> = Vec::new();
    for words in words.iter().filter(|words| !is_blank(words)) {
        if !said.contains(words) {
            said.push(words);
        }
    }
    if !said.is_empty() {
        put(report, "/incident/when/words", json!(said.join(", ")));
    }
}
