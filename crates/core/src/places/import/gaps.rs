//! What imported places lack, for somebody to look at: names, and areas that hold them.

use crate::places::area::{AreaCode, Level};
use crate::places::gazetteer::Gazetteer;

/// Places that people would read the codes of.
pub(crate) fn nameless(gazetteer: &Gazetteer) -> Option<String> {
    let districts = gazetteer.districts().map(|district| (district.code, &district.name));
    let areas = gazetteer.areas().map(|area| (area.code, &area.name));
    let codes: Vec<String> =
        districts.chain(areas).filter(|(code, name)| code.as_str() == *name).map(|(code, _)| code.to_string()).collect();
    (!codes.is_empty())
        .then(|| format!("{} have no name, so that people will read their codes: give files of names with --names", some(&codes)))
}

/// Districts that agreements with a force or a region would never reach.
pub(crate) fn lying_nowhere(gazetteer: &Gazetteer) -> Vec<String> {
    let lacking = |level: Level, matters: fn(AreaCode) -> bool| -> Vec<String> {
        let lacks = |areas: &[AreaCode]| areas.iter().all(|area| area.level() != level);
        let districts = gazetteer.districts().filter(|district| matters(district.code) && lacks(&district.areas));
        districts.map(|district| district.code.to_string()).collect()
    };
    let forces = lacking(Level::Force, |_| true);
    let regions = lacking(Level::Region, |code| code.as_str().starts_with('E'));
    [("police force area", forces), ("region", regions)]
        .into_iter()
        .filter(|(_, codes)| !codes.is_empty())
        .map(|(what, codes)| format!("{} lie in no {what}", some(&codes)))
        .collect()
}

fn some(codes: &[String]) -> String {
    let first = codes.iter().take(5).map(String::as_str).collect::<Vec<_>>().join(", ");
    if codes.len() > 5 { format!("{first} and {} more", codes.len() - 5) } else { first }
}
