//! What all samples share: hostile text (XSS), a word that no line holds, and a reference.

/// Text that must never become markup.
pub(super) const HOSTILE: &str = "<script>alert(1)</script> \"'><img src=x onerror=alert(1)>";
/// A word that no line holds.
pub(super) const LONG: &str = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverleihungsurkunde";
pub(super) const REFERENCE: &str = "WM-7K3F-92QD";
