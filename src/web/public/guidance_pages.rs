//! Pages that ask nothing: the first page, what counts, staying safe, getting help, and who answers for the service.

use askama::Template;

use crate::web::parts::frame::Frame;
use crate::web::parts::help::LineView;
use crate::web::parts::prose::Block;

/// `/`: what this is, who runs it, what happens.
#[derive(Template)]
#[template(path = "pages/home.html")]
pub(crate) struct Home {
    /// What every page has.
    pub frame: Frame,
    /// The organisation that runs the service; empty when nobody has said so.
    pub runs: String,
    /// When somebody is there to read reports; empty when nobody has said so.
    pub staffed: String,
    /// Whether reports are taken here now.
    pub reports: bool,
}

/// `/what-counts`
#[derive(Template)]
#[template(path = "pages/what_counts.html")]
pub(crate) struct WhatCounts {
    /// What every page has.
    pub frame: Frame,
    /// What hostility can be about: the five strands that the law names.
    pub monitored: Vec<String>,
    /// And those that this service counts too.
    pub local: Vec<String>,
}

/// `/stay-safe`
#[derive(Template)]
#[template(path = "pages/stay_safe.html")]
pub(crate) struct StaySafe {
    /// What every page has.
    pub frame: Frame,
}

/// `/help`: help without telling us anything.
#[derive(Template)]
#[template(path = "pages/help.html")]
pub(crate) struct Help {
    /// What every page has.
    pub frame: Frame,
    /// Lines for somebody who may not stay alive.
    pub crisis: Vec<LineView>,
    /// Lines for everybody.
    pub general: Vec<LineView>,
    /// Lines for some.
    pub special: Vec<LineView>,
}

/// A text that the operator writes: privacy, people named, accessibility, complaints, rights.
#[derive(Template)]
#[template(path = "pages/prose.html")]
pub(crate) struct Prose {
    /// What every page has.
    pub frame: Frame,
    /// What it is about, in words: its heading and its title.
    pub heading: String,
    /// The language that the operator writes in.
    pub language: String,
    /// The text; empty when it is not written yet.
    pub blocks: Vec<Block>,
}

/// `/who-we-are`: the organisation that answers in law. Whatever was not configured is empty and left out.
#[derive(Template)]
#[template(path = "pages/who_we_are.html")]
pub(crate) struct WhoWeAre {
    /// What every page has.
    pub frame: Frame,
    /// The controller's name.
    pub name: String,
    /// Its address.
    pub address: String,
    /// Its e-mail address.
    pub email: String,
    /// Its entry in the register of data controllers.
    pub registration: String,
    /// When somebody is there to read reports.
    pub staffed: String,
}
