//! What a search engine may list: where people find that there is help, and nothing that belongs to somebody.

use actix_web::HttpRequest;

/// Pages that may be found by searching.
const INDEXED: &[&str] = &["/", "/near-you", "/centres", "/what-counts", "/stay-safe", "/help"];

/// Whether an answer to this request may be listed. Its header and its page both ask here.
pub(crate) fn may_be_listed(request: &HttpRequest) -> bool {
    request.match_pattern().is_some_and(|pattern| INDEXED.contains(&pattern.as_str()))
}
