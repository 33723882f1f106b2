//! A `Debug` that shows nothing, for types that hold what a person told.

/// Gives a type that holds answers a `Debug` that shows none of them.
#[macro_export]
macro_rules! redacted {
    ($($name:ident),+) => {$(
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    )+};
}
