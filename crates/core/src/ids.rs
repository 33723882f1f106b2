//! Lists of ids: an enum whose variants are stored, said in the API, or looked up by a word each, made from one list.

/// Makes an enum from a list of variants and their ids, so that no second list can disagree with it:
///
/// ```
/// waymark_core::ids! {
///     /// Why two reports belong together.
///     #[derive(Debug, Clone, Copy, PartialEq, Eq)]
///     pub enum Bond: Serialize + Deserialize {
///         /// It happened in the same place.
///         SamePlace = "same-place",
///         /// Something else.
///         Other = "other",
///     }
/// }
/// assert_eq!(Bond::ALL, [Bond::SamePlace, Bond::Other]);
/// assert_eq!(Bond::IDS, ["same-place", "other"]);
/// assert_eq!((Bond::SamePlace.id(), Bond::from_id("same-place")), ("same-place", Some(Bond::SamePlace)));
/// assert_eq!(serde_json::to_string(&Bond::Other).unwrap(), r#""other""#);
/// ```
///
/// The list is in the order in which the ids are offered; a derived `Ord` follows it, too. Two variants with one id do not pass: the
/// second can never be found, and the compiler says so.
///
/// After the name stands what the enum does by its id: `Serialize`, `Deserialize` (of any text that is no id it says what serde's own
/// derive says) and `Display`. An id that is stored, or that the contract names, is never given another meaning: a variant can be called
/// something else at any time, its id cannot.
///
/// Where a variant holds something, as the faults of answers do, there is no list of values: `ALL` and `from_id` are left out.
#[macro_export]
macro_rules! ids {
    (
        $(#[$about:meta])*
        $seen:vis enum $name:ident $(: $does:ident $(+ $too:ident)*)? {
            $($(#[$of:meta])* $variant:ident = $id:literal),+ $(,)?
        }
    ) => {
        $(#[$about])*
        $seen enum $name {
            $($(#[$of])* $variant),+
        }

        impl $name {
            /// Every one, in order.
            $seen const ALL: [Self; [$($id),+].len()] = [$(Self::$variant),+];
            /// Their ids, in the same order.
            $seen const IDS: [&'static str; Self::ALL.len()] = [$($id),+];

            /// The id that it is stored, sent and labelled by.
            #[must_use]
            $seen const fn id(self) -> &'static str {
                match self {
                    $(Self::$variant => $id),+
                }
            }

            /// The one with this id.
            #[must_use]
            $seen fn from_id(id: &str) -> Option<Self> {
                match id {
                    $($id => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }
        $($crate::ids!(@$does $name); $($crate::ids!(@$too $name);)*)?
    };
    (
        $(#[$about:meta])*
        $seen:vis enum $name:ident {
            $($(#[$of:meta])* $variant:ident $(($held:ty))? = $id:literal),+ $(,)?
        }
    ) => {
        $(#[$about])*
        $seen enum $name {
            $($(#[$of])* $variant $(($held))?),+
        }

        impl $name {
            /// Every id, in order.
            $seen const IDS: [&'static str; [$($id),+].len()] = [$($id),+];

            /// The id that it is stored, sent and labelled by.
            #[must_use]
            $seen const fn id(&self) -> &'static str {
                match self {
                    $(Self::$variant { .. } => $id),+
                }
            }
        }
    };
    (@Serialize $name:ident) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.id())
            }
        }
    };
    (@Deserialize $name:ident) => {
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let id = <String as serde::Deserialize>::deserialize(deserializer)?;
                Self::from_id(&id).ok_or_else(|| serde::de::Error::unknown_variant(&id, &Self::IDS))
            }
        }
    };
    (@Display $name:ident) => {
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.id())
            }
        }
    };
}

#[cfg(test)]
mod tests {
    ids! {
        /// For the tests below.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
        pub(crate) enum Colour: Serialize + Deserialize + Display {
            /// The first.
            DarkRed = "dark-red",
            /// The one that is meant when nothing is said.
            #[default]
            Blue = "blue",
        }
    }

    ids! {
        /// What holds something.
        pub(crate) enum Fault {
            /// With a number.
            TooLong(usize) = "too-long",
            /// Without.
            Required = "required",
        }
    }

    #[test]
    fn what_is_on_the_list_is_found_by_its_id_and_nothing_else_is() {
        for (colour, id) in Colour::ALL.into_iter().zip(Colour::IDS) {
            assert_eq!((colour.id(), colour.to_string().as_str(), Colour::from_id(id)), (id, id, Some(colour)));
        }
        assert_eq!((Colour::from_id("DarkRed"), Colour::from_id("")), (None, None));
        assert!(Colour::DarkRed < Colour::default());
    }

    #[test]
    fn it_is_written_and_read_as_its_id_also_as_a_key() {
        use std::collections::BTreeMap;
        let by_colour = BTreeMap::from([(Colour::DarkRed, Colour::Blue)]);
        let text = serde_json::to_string(&by_colour).unwrap();
        assert_eq!(text, r#"{"dark-red":"blue"}"#);
        assert_eq!(serde_json::from_str::<BTreeMap<Colour, Colour>>(&text).unwrap(), by_colour);
        let fault = serde_json::from_str::<Colour>(r#""green""#).unwrap_err().to_string();
        assert!(fault.starts_with("unknown variant `green`, expected `dark-red` or `blue`"), "{fault}");
    }

    #[test]
    fn what_holds_something_has_ids_too() {
        assert_eq!(Fault::IDS, [Fault::TooLong(9).id(), Fault::Required.id()]);
        assert!(matches!(Fault::TooLong(9), Fault::TooLong(9)));
    }
}
