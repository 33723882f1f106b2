//! Where England and Wales end: parts of these islands that have police and help of their own, known by postcodes and names.

use crate::places::postcode::Beginning;
use crate::places::search::Names;
use crate::tidy::tidy;

crate::ids! {
    /// A part of these islands that is neither England nor Wales.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Beyond {
        /// Scotland.
        Scotland = "scotland",
        /// Northern Ireland.
        NorthernIreland = "northern-ireland",
        /// The Isle of Man.
        IsleOfMan = "isle-of-man",
        /// Jersey.
        Jersey = "jersey",
        /// Guernsey, Alderney, Sark and Herm.
        Guernsey = "guernsey",
        /// The Channel Islands, where it was not said which.
        ChannelIslands = "channel-islands",
    }
}

/// The letters with which postcodes begin there.
const POSTCODES: &[(Beyond, &[&str])] = &[
    (Beyond::Scotland, &["AB", "DD", "DG", "EH", "FK", "G", "HS", "IV", "KA", "KW", "KY", "ML", "PA", "PH", "TD", "ZE"]),
    (Beyond::NorthernIreland, &["BT"]),
    (Beyond::IsleOfMan, &["IM"]),
    (Beyond::Jersey, &["JE"]),
    (Beyond::Guernsey, &["GY"]),
];

/// First halves that lie on both sides of the border: only an imported file tells.
const BOTH_SIDES: [&str; 3] = ["TD9", "TD12", "TD15"];

/// Names, in the words of a search: countries, council areas and what is called a city, and islands. Names that a town of England or Wales has
/// too – Bangor, Newport, Perth Road – are left out.
const NAMES: &[(Beyond, &[&str])] = &[
    (
        Beyond::Scotland,
        &[
            "scotland",
            "alba",
            "glasgow",
            "edinburgh",
            "aberdeen",
            "aberdeenshire",
            "dundee",
            "inverness",
            "stirling",
            "perth",
            "perth and kinross",
            "perthshire",
            "dunfermline",
            "paisley",
            "fife",
            "falkirk",
            "angus",
            "moray",
            "highland",
            "highlands",
            "scottish highlands",
            "scottish borders",
            "the borders",
            "argyll and bute",
            "argyll",
            "ayrshire",
            "east ayrshire",
            "north ayrshire",
            "south ayrshire",
            "clackmannanshire",
            "dumfries",
            "dumfries and galloway",
            "east dunbartonshire",
            "west dunbartonshire",
            "east lothian",
            "midlothian",
            "west lothian",
            "east renfrewshire",
            "renfrewshire",
            "inverclyde",
            "north lanarkshire",
            "south lanarkshire",
            "lanarkshire",
            "orkney",
            "orkney islands",
            "shetland",
            "shetland islands",
            "na h eileanan siar",
            "western isles",
            "outer hebrides",
            "hebrides",
            "isle of skye",
            "skye",
            "kilmarnock",
            "livingston",
            "cumbernauld",
            "greenock",
            "east kilbride",
            "kirkcaldy",
            "galashiels",
            "oban",
            "motherwell",
            "ayr",
        ],
    ),
    (
        Beyond::NorthernIreland,
        &[
            "northern ireland",
            "ulster",
            "belfast",
            "derry",
            "londonderry",
            "derry londonderry",
            "lisburn",
            "newry",
            "armagh",
            "craigavon",
            "ballymena",
            "omagh",
            "enniskillen",
            "coleraine",
            "antrim",
            "county antrim",
            "county armagh",
            "county down",
            "county fermanagh",
            "fermanagh",
            "tyrone",
            "county tyrone",
            "county londonderry",
            "county derry",
            "newtownabbey",
            "newtownards",
            "carrickfergus",
            "larne",
            "strabane",
            "cookstown",
            "dungannon",
            "portadown",
            "lurgan",
            "portrush",
        ],
    ),
    (Beyond::IsleOfMan, &["isle of man", "ellan vannin", "douglas isle of man", "ramsey isle of man", "peel isle of man"]),
    (Beyond::Jersey, &["jersey", "st helier", "saint helier"]),
    (Beyond::Guernsey, &["guernsey", "st peter port", "saint peter port", "alderney", "sark", "herm"]),
    (Beyond::ChannelIslands, &["channel islands", "channel isles"]),
];

impl Beyond {
    /// Where postcodes lie that begin so; nothing in England and Wales, or where only a list of all postcodes tells.
    #[must_use]
    pub fn of_outward(outward: &str) -> Option<Self> {
        if BOTH_SIDES.contains(&outward) {
            return None;
        }
        let letters = outward.trim_end_matches(|c: char| !c.is_ascii_alphabetic());
        let letters = letters.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
        POSTCODES.iter().find(|(_, all)| all.contains(&letters)).map(|(beyond, _)| *beyond)
    }

    pub(super) fn of_beginning(beginning: &Beginning) -> Option<Self> {
        Self::of_outward(beginning.outward())
    }

    /// What a name means there; nothing for one that a place in England or Wales might have.
    #[must_use]
    pub fn called(text: &str) -> Option<Self> {
        let words = Names::words(&tidy(text));
        let empty = |word: &&String| !["city", "of", "the", "in", "near", "centre", "uk", "council"].contains(&word.as_str());
        let (whole, telling) = (words.join(" "), words.iter().filter(empty).cloned().collect::<Vec<_>>().join(" "));
        // "Leith, Edinburgh" and "Govan Glasgow": the country or the town behind it says enough, and so does "Isle of Man".
        let last = ["scotland", "northern ireland", "isle of man", "jersey", "guernsey"];
        let ends = |name: &&str| last.contains(name) && whole.ends_with(&format!(" {name}")) && !whole.contains("new jersey");
        let means = |name: &&str| *name == whole || *name == telling || ends(name);
        NAMES.iter().find(|(_, names)| names.iter().any(means)).map(|(beyond, _)| *beyond)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postcodes_and_names_beyond_the_border_are_known() {
        for (outward, beyond) in [
            ("G1", Some(Beyond::Scotland)),
            ("EH1", Some(Beyond::Scotland)),
            ("TD1", Some(Beyond::Scotland)),
            ("BT1", Some(Beyond::NorthernIreland)),
            ("IM1", Some(Beyond::IsleOfMan)),
            ("JE2", Some(Beyond::Jersey)),
            ("GY1", Some(Beyond::Guernsey)),
            ("TD15", None),
            ("GL1", None),
            ("GU1", None),
            ("TS18", None),
            ("EC1A", None),
            ("B1", None),
        ] {
            assert_eq!(Beyond::of_outward(outward), beyond, "{outward}");
        }
        for (name, beyond) in [
            ("Glasgow", Some(Beyond::Scotland)),
            ("Glasgow city centre", Some(Beyond::Scotland)),
            ("City of Edinburgh", Some(Beyond::Scotland)),
            ("Leith, Scotland", Some(Beyond::Scotland)),
            ("belfast", Some(Beyond::NorthernIreland)),
            ("Isle of Man", Some(Beyond::IsleOfMan)),
            ("Douglas, Isle of Man", Some(Beyond::IsleOfMan)),
            ("St. Helier", Some(Beyond::Jersey)),
            ("Sark", Some(Beyond::Guernsey)),
            ("Channel Islands", Some(Beyond::ChannelIslands)),
            ("Bangor", None),
            ("Newcastle", None),
            ("New Jersey", None),
            ("Scotland Road, Liverpool", None),
            ("Isle of Wight", None),
            ("", None),
        ] {
            assert_eq!(Beyond::called(name), beyond, "{name}");
        }
    }
}
