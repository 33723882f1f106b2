//! How soon somebody at the desk should look at what waits: `[desk]` in `waymark.toml`, and the hours of `[duty]`.

use chrono::{DateTime, Duration, Utc};

use crate::clock::{Hours, Promise, WorkingCalendar};
use crate::config::address::is_address;
use crate::config::reading::Entry;

/// Which of the times counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within {
    /// What is urgent.
    Duty,
    /// What a reporter wrote.
    Messages,
    /// Everything else.
    Others,
}

/// How soon somebody should look.
#[derive(Debug, Clone)]
pub struct Clocks {
    /// At what is urgent.
    pub duty: Promise,
    /// At what a reporter wrote.
    pub messages: Promise,
    /// At everything else.
    pub others: Promise,
    /// When somebody is on duty; always, unless it is said.
    pub hours: Hours,
}

impl Default for Clocks {
    fn default() -> Self {
        Self {
            duty: Promise::Minutes(30),
            messages: Promise::WorkingDays(1),
            others: Promise::WorkingDays(2),
            hours: Hours::always(),
        }
    }
}

impl Clocks {
    /// Reads `[desk]`. A time that is not understood is a fault, and the usual one stays.
    pub fn read(&mut self, desk: &Entry<'_>) {
        let keys =
            [("duty_within", &mut self.duty), ("messages_within", &mut self.messages), ("others_within", &mut self.others)];
        for (key, into) in keys {
            let Some(text) = desk.text(key) else { continue };
            match Promise::parse(&text.value) {
                Ok(promise) => *into = promise,
                Err(fault) => desk.fault_at(key, format!("\"{}\" is no time", text.value), fault.to_string()),
            }
        }
    }

    /// Reads the hours of `[duty]`.
    pub fn read_hours(&mut self, duty: &Entry<'_>) {
        let on_holidays = duty.flag("hours_on_holidays").unwrap_or(false);
        let lines = duty.texts("hours");
        match Hours::parse(lines.iter().map(|line| line.value.as_str()), on_holidays) {
            Ok(hours) => self.hours = hours,
            Err(faults) => {
                for (place, fault) in faults {
                    let line = lines.get(place).map(|line| line.value.clone()).unwrap_or_default();
                    duty.fault_at("hours", format!("\"{line}\" is no opening time"), fault.to_string());
                }
            }
        }
    }

    /// Until when somebody should have looked. Minutes and hours of what is urgent run only while somebody is on duty.
    #[must_use]
    pub fn due(&self, within: Within, calendar: &WorkingCalendar, from: DateTime<Utc>) -> DateTime<Utc> {
        let promise = match within {
            Within::Duty => self.duty,
            Within::Messages => self.messages,
            Within::Others => self.others,
        };
        match (within, promise) {
            (Within::Duty, Promise::Minutes(n)) => self.hours.after(calendar, from, Duration::minutes(i64::from(n))),
            (Within::Duty, Promise::Hours(n)) => self.hours.after(calendar, from, Duration::hours(i64::from(n))),
            _ => promise.due(calendar, &self.hours, from),
        }
    }
}

/// Who is called when nobody on duty looks in time.
#[derive(Debug, Clone, Default)]
pub struct Deputy {
    /// Their name.
    pub name: String,
    /// The number they are rung at.
    pub phone: String,
    /// Where letters reach them; blank when there is no deputy.
    pub email: String,
}

impl Deputy {
    /// Reads `[duty.deputy]`.
    pub fn read(entry: &Entry<'_>) -> Self {
        let text = |key: &'static str| entry.text(key).map(|text| text.value.trim().to_owned()).unwrap_or_default();
        let deputy = Self { name: text("name"), phone: text("phone"), email: text("email") };
        if !deputy.email.is_empty() && !is_address(&deputy.email) {
            let what = format!("\"{}\" is no e-mail address", deputy.email);
            entry.fault_at("email", what, "write one address, such as deputy@your-service.org".to_owned());
        }
        entry.finish();
        deputy
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::reading::Page;

    fn at(text: &str) -> DateTime<Utc> {
        DateTime::parse_from_rfc3339(text).unwrap().to_utc()
    }

    fn read(text: &str) -> (Clocks, usize) {
        let page = Page::from_text("waymark.toml".to_owned(), text.to_owned());
        let mut clocks = Clocks::default();
        let root = page.root();
        if let Some(desk) = root.table("desk") {
            clocks.read(&desk);
            desk.finish();
        }
        if let Some(duty) = root.table("duty") {
            clocks.read_hours(&duty);
            duty.finish();
        }
        (clocks, page.findings().len())
    }

    #[test]
    fn what_is_urgent_is_looked_at_within_half_an_hour_unless_it_is_said_otherwise() {
        let calendar = WorkingCalendar::default();
        let friday = at("2026-11-20T16:50:00Z");
        let clocks = Clocks::default();
        assert_eq!(clocks.due(Within::Duty, &calendar, friday), at("2026-11-20T17:20:00Z"));
        assert_eq!(clocks.due(Within::Messages, &calendar, friday), at("2026-11-23T16:50:00Z"));
        assert_eq!(clocks.due(Within::Others, &calendar, friday), at("2026-11-24T16:50:00Z"));
        let (hourly, faults) = read("[desk]\nduty_within = \"1 hour\"\nothers_within = \"4 working hours\"\n");
        assert_eq!((faults, hourly.due(Within::Duty, &calendar, friday)), (0, at("2026-11-20T17:50:00Z")));
    }

    #[test]
    fn minutes_of_what_is_urgent_run_while_somebody_is_on_duty() {
        let (clocks, faults) = read("[duty]\nhours = [\"Mon-Fri 09:00-17:00\"]\n");
        assert_eq!(faults, 0);
        let due = clocks.due(Within::Duty, &WorkingCalendar::default(), at("2026-11-20T16:50:00Z"));
        assert_eq!(due, at("2026-11-23T09:20:00Z"), "ten minutes on Friday, twenty on Monday");
    }

    #[test]
    fn a_time_or_an_hour_that_is_not_understood_is_a_fault() {
        let (clocks, faults) = read("[desk]\nduty_within = \"soon\"\n[duty]\nhours = [\"mornings\"]\n");
        assert_eq!((faults, clocks.duty), (2, Promise::Minutes(30)));
    }
}
