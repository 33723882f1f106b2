//! How the desk knows that somebody is the person who told.

use crate::report::person::Contact;

crate::ids! {
    /// How somebody was recognised as the person who told.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Recognised: Serialize + Deserialize {
        /// They were rung on a number they had called safe, and answered.
        Rang = "rang",
        /// They were written to at an address they had called safe, and answered.
        Wrote = "wrote",
        /// They came in person, and are known.
        InPerson = "in-person",
        /// In another way, which the words say.
        Other = "other",
    }
}

impl Recognised {
    /// Whether somebody could have been recognised so, by what they called safe.
    #[must_use]
    pub fn is_possible(self, contact: &Contact) -> bool {
        let kinds: &[&str] = match self {
            Self::Rang => &["phone", "text", "bsl-video", "relay"],
            Self::Wrote => &["email", "text", "post"],
            Self::InPerson | Self::Other => return true,
        };
        contact.safe_ways().any(|method| kinds.contains(&method.kind.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Told;
    use crate::report::person::Method;

    fn contact(kind: &str, safe: bool) -> Contact {
        Contact {
            methods: vec![Method { kind: kind.into(), value: Told::new("x"), safe, ..Method::default() }],
            ..Contact::default()
        }
    }

    #[test]
    fn nobody_is_rung_or_written_to_but_by_a_way_that_was_called_safe() {
        assert!(Recognised::Rang.is_possible(&contact("phone", true)) && !Recognised::Wrote.is_possible(&contact("phone", true)));
        assert!(Recognised::Wrote.is_possible(&contact("email", true)) && !Recognised::Rang.is_possible(&contact("email", true)));
        for way in Recognised::ALL {
            let needs_none = matches!(way, Recognised::InPerson | Recognised::Other);
            assert_eq!(way.is_possible(&contact("phone", false)), needs_none, "{way:?}");
        }
    }
}
