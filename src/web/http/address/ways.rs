//! Routes by their addresses. A table of them is kept beside the server's own: what another method is told is true (RFC 9110 §15.5.6).

use actix_web::http::Method;
use actix_web::web::{self, ServiceConfig};
use actix_web::{FromRequest, Handler, Responder, Route};

use crate::web::http::problem::Problem;
use crate::web::http::stop::Stop;

/// A method of an address, and who answers.
pub(crate) struct Way {
    method: Method,
    route: Route,
}

impl Way {
    /// Who answers.
    pub(crate) fn to<F, Args>(self, handler: F) -> Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        Self { route: self.route.to(handler), ..self }
    }
}

/// Looking, whole or the head alone.
pub(crate) fn get() -> Way {
    Way { method: Method::GET, route: web::get() }
}

/// Doing something.
pub(crate) fn post() -> Way {
    Way { method: Method::POST, route: web::post() }
}

/// Changing a part of something.
pub(crate) fn patch() -> Way {
    Way { method: Method::PATCH, route: web::patch() }
}

/// Taking away.
pub(crate) fn delete() -> Way {
    Way { method: Method::DELETE, route: web::delete() }
}

/// An address.
pub(crate) struct Place {
    pattern: String,
    ways: Vec<Way>,
    of_the_api: bool,
}

/// An address that takes several methods.
pub(crate) fn resource(pattern: &str) -> Place {
    Place { pattern: pattern.to_owned(), ways: Vec::new(), of_the_api: false }
}

impl Place {
    /// One more method.
    pub(crate) fn route(mut self, way: Way) -> Self {
        self.ways.push(way);
        self
    }

    /// What it refuses, it refuses with problem details.
    pub(crate) fn of_the_api(self) -> Self {
        Self { of_the_api: true, ..self }
    }

    fn allows(&self) -> Vec<Method> {
        let looks = self.ways.iter().any(|way| way.method == Method::GET).then_some(Method::HEAD);
        self.ways.iter().map(|way| way.method.clone()).chain(looks).collect()
    }
}

/// Every address, in the order in which they are tried.
#[derive(Default)]
pub(crate) struct Addresses(Vec<Place>);

impl Addresses {
    /// An address with one method, or one more for it.
    pub(crate) fn route(&mut self, pattern: &str, way: Way) -> &mut Self {
        self.service(resource(pattern).route(way))
    }

    /// An address with its methods.
    pub(crate) fn service(&mut self, place: Place) -> &mut Self {
        match self.0.iter_mut().find(|known| known.pattern == place.pattern) {
            Some(known) => known.ways.extend(place.ways),
            None => self.0.push(place),
        }
        self
    }

    /// More of them.
    pub(crate) fn configure(&mut self, with: impl FnOnce(&mut Self)) -> &mut Self {
        with(self);
        self
    }

    /// What is known of them without who answers.
    pub(crate) fn table(&self) -> Table {
        Table(self.0.iter().map(|place| (place.pattern.clone(), place.allows())).collect())
    }

    /// Hands them to the server.
    pub(crate) fn register(self, config: &mut ServiceConfig) {
        for place in self.0 {
            let resource = place.ways.into_iter().fold(web::resource(place.pattern), |resource, way| resource.route(way.route));
            let resource = if place.of_the_api {
                resource.default_service(web::to(async || -> Result<String, Problem> { Err(Problem::method()) }))
            } else {
                resource.default_service(web::to(async || -> Result<String, Stop> { Err(Stop::Method) }))
            };
            config.service(resource);
        }
    }
}

/// Addresses and the methods that each allows.
pub(crate) struct Table(pub Vec<(String, Vec<Method>)>);

impl Table {
    /// What the header `Allow` says of an address.
    pub(crate) fn allow(&self, pattern: &str) -> Option<String> {
        let (_, allows) = self.0.iter().find(|(known, _)| known == pattern)?;
        Some(allows.iter().map(Method::as_str).collect::<Vec<_>>().join(", "))
    }
}
