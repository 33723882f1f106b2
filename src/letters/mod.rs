//! placeholder while the letters are written
use crate::words::Speaker;
pub struct Letter { pub subject: String, pub body: String }
macro_rules! l { ($n:ident { $($f:ident : $t:ty),* }) => { pub struct $n { $(pub $f: $t),* } impl $n { pub fn letter(&self) -> Letter { let _ = ($(&self.$f),*); Letter { subject: String::new(), body: String::new() } } } } }
l!(Notice { t: Speaker, service: String, demonstration: bool, reference: String, urgent: bool, promise: String, link: String, call_back: String });
l!(MoreToSee { t: Speaker, service: String, demonstration: bool, reference: String, link: String, call_back: String });
l!(PleaseStop { t: Speaker, service: String, demonstration: bool, reference: String, call_back: String });
l!(OneTimeCode { t: Speaker, service: String, demonstration: bool, reference: String, request_name: String, code: String, minutes: i64, call_back: String });
