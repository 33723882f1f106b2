//! The offset by which a demonstration runs ahead (`WAYMARK_CLOCK_OFFSET`).

use std::fmt;

use chrono::Duration;

/// Why a clock offset such as `+3d` was not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OffsetFault;

impl fmt::Display for OffsetFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a clock offset is a sign, a number and one of m, h, d: for example +3d or +26h")
    }
}

/// Reads a clock offset: `+3d`, `+26h`, `-10m`.
///
/// # Errors
/// Anything else.
pub fn parse_offset(text: &str) -> Result<Duration, OffsetFault> {
    let (sign, rest) = match text.as_bytes().first() {
        Some(b'+') => (1, &text[1..]),
        Some(b'-') => (-1, &text[1..]),
        _ => return Err(OffsetFault),
    };
    let unit = rest.chars().last().ok_or(OffsetFault)?;
    let number: i64 = rest[..rest.len() - unit.len_utf8()].parse().map_err(|_| OffsetFault)?;
    if !(0..=100_000).contains(&number) {
        return Err(OffsetFault);
    }
    match unit {
        'm' => Ok(Duration::minutes(sign * number)),
        'h' => Ok(Duration::hours(sign * number)),
        'd' => Ok(Duration::days(sign * number)),
        _ => Err(OffsetFault),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_reads_days_hours_and_minutes_and_refuses_the_rest() {
        assert_eq!(parse_offset("+3d"), Ok(Duration::days(3)));
        assert_eq!(parse_offset("+26h"), Ok(Duration::hours(26)));
        assert_eq!(parse_offset("-5m"), Ok(Duration::minutes(-5)));
        for bad in ["", "3d", "+d", "+3w", "+3", "+-3d", "+3é"] {
            assert_eq!(parse_offset(bad), Err(OffsetFault), "{bad}");
        }
    }
}
