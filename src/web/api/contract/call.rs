//! A call of the API as it is described: method, path, what it does, an example, and what goes in and out.

/// A call of the API.
pub(crate) struct Call {
    /// The method.
    pub method: &'static str,
    /// The path.
    pub path: &'static str,
    /// What it does, in a line.
    pub summary: &'static str,
    /// What else there is to know.
    pub detail: &'static str,
    /// An example of the body, or of the headers.
    pub example: &'static str,
    pub(crate) request: Option<&'static str>,
    pub(crate) response: (&'static str, &'static str),
    pub(crate) receipt: bool,
}

impl Call {
    pub(crate) const fn copy(&self) -> Self {
        Self {
            method: self.method,
            path: self.path,
            summary: self.summary,
            detail: self.detail,
            example: self.example,
            request: self.request,
            response: self.response,
            receipt: self.receipt,
        }
    }
}
