//! Which columns of a postcode file are which: editions name them differently.

use csv::ByteRecord;

/// How a column is named.
struct Pattern {
    /// What it holds, for whoever misses it.
    holds: &'static str,
    /// Names that editions gave it.
    names: &'static [&'static str],
    /// A name followed by a year of two digits and `cd`, such as `lad25cd`.
    yearly: Option<&'static str>,
}

const POSTCODE: Pattern = Pattern { holds: "the postcode", names: &["pcds"], yearly: None };
const DISTRICT: Pattern = Pattern { holds: "the district", names: &["oslaua", "laua"], yearly: Some("lad") };
const COUNTY: Pattern = Pattern { holds: "the county", names: &["oscty", "cty"], yearly: Some("cty") };
const FORCE: Pattern = Pattern { holds: "the police force area", names: &["pfa"], yearly: Some("pfa") };
const REGION: Pattern = Pattern { holds: "the region", names: &["rgn"], yearly: Some("rgn") };
const COUNTRY: Pattern = Pattern { holds: "the country", names: &["ctry"], yearly: Some("ctry") };
const START: Pattern = Pattern { holds: "the month of its start", names: &["dointr"], yearly: None };
const END: Pattern = Pattern { holds: "the month of its end", names: &["doterm"], yearly: None };

/// A column of this file.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    pub at: usize,
    pub name: String,
}

/// Where each column stands.
#[derive(Debug, Clone)]
pub(crate) struct Columns {
    pub postcode: Column,
    pub district: Column,
    pub county: Column,
    pub force: Column,
    pub region: Column,
    pub country: Column,
    pub start: Column,
    pub end: Column,
    /// How many columns there are.
    pub count: usize,
}

impl Columns {
    /// Finds every column, or says what is wrong with each that cannot be found.
    pub(super) fn find(header: &ByteRecord) -> Result<Self, Vec<String>> {
        let names = names(header);
        let mut wrong = Vec::new();
        let mut find = |pattern: &Pattern| match pattern.find(&names) {
            Ok(column) => Some(column),
            Err(what) => {
                wrong.push(what);
                None
            }
        };
        let found = [&POSTCODE, &DISTRICT, &COUNTY, &FORCE, &REGION, &COUNTRY, &START, &END].map(&mut find);
        match found {
            [Some(postcode), Some(district), Some(county), Some(force), Some(region), Some(country), Some(start), Some(end)] => {
                Ok(Self { postcode, district, county, force, region, country, start, end, count: names.len() })
            }
            _ => Err(wrong),
        }
    }

    /// Whether this is the first line of a file of postcodes.
    pub(super) fn has_postcodes(header: &ByteRecord) -> bool {
        POSTCODE.find(&names(header)).is_ok()
    }
}

impl Pattern {
    fn find(&self, names: &[String]) -> Result<Column, String> {
        let fits: Vec<usize> = (0..names.len()).filter(|at| self.fits(&names[*at])).collect();
        match fits[..] {
            [at] => Ok(Column { at, name: names[at].clone() }),
            [] => Err(format!("{} is missing (column {})", self.holds, self.spelling())),
            _ => {
                let several = fits.iter().map(|at| names[*at].as_str()).collect::<Vec<_>>().join(", ");
                Err(format!("{} stands in several columns ({several})", self.holds))
            }
        }
    }

    fn fits(&self, name: &str) -> bool {
        let year = |stem: &str| name.strip_prefix(stem)?.strip_suffix("cd");
        let yearly = self.yearly.and_then(year).is_some_and(|year| year.len() == 2 && year.bytes().all(|b| b.is_ascii_digit()));
        yearly || self.names.contains(&name)
    }

    fn spelling(&self) -> String {
        let yearly = self.yearly.map(|stem| format!("{stem}25cd"));
        self.names.iter().map(|name| (*name).to_owned()).chain(yearly).collect::<Vec<_>>().join(" or ")
    }
}

/// The names of the first line in small letters, without the mark that some programs put before it.
pub(crate) fn names(header: &ByteRecord) -> Vec<String> {
    let text = |field: &[u8]| String::from_utf8_lossy(field).trim_start_matches('\u{feff}').trim().to_ascii_lowercase();
    header.iter().map(text).collect()
}
