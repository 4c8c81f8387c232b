//! The constraints of a struct, from `where { … }`.

/// Implements the check of a struct's constraints. If the struct has no constraints, expands to
/// nothing.
///
/// `__constraints!([a: min(0), max(9);] Add)` expands to:
///
/// ```text
/// impl Constrained for Add {
///     fn check(&self) -> Result<(), String> {
///         hold("a", &self.a, &Min(0))?;
///         hold("a", &self.a, &Max(9))?;
///         Ok(())
///     }
/// }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __constraints {
    ([] $name:ident) => {};
    ([$($field:ident : $($rule:ident ($bound:expr)),+ ;)+] $name:ident) => {
        impl $crate::codegen::Constrained for $name {
            fn check(&self) -> ::core::result::Result<(), ::std::string::String> {
                $($($crate::codegen::hold(
                    $crate::codegen::shown_name(
                        __WIRES[__FieldIndex::$field as usize],
                        ::core::stringify!($field),
                    ),
                    &self.$field,
                    $crate::__rule!($rule $bound),
                )?;)+)+
                ::core::result::Result::Ok(())
            }
        }
    };
}

/// Expands to a reference to one constraint.
///
/// `__rule!(min (0))` expands to `&Min(0)`.
#[doc(hidden)]
#[macro_export]
macro_rules! __rule {
    (min $bound:expr) => {
        &$crate::codegen::Min($bound)
    };
    (max $bound:expr) => {
        &$crate::codegen::Max($bound)
    };
    (min_len $bound:expr) => {
        &$crate::codegen::MinLen($bound)
    };
    (max_len $bound:expr) => {
        &$crate::codegen::MaxLen($bound)
    };
    (pattern $text:expr) => {
        $crate::__pattern!($text)
    };
}

/// Expands to a reference to a pattern that is compiled once. Without the feature `pattern`,
/// expands to an error.
///
/// `__pattern!("^a")` expands to:
///
/// ```text
/// { static PATTERN: Pattern = Pattern::new("^a"); &PATTERN }
/// ```
#[cfg(feature = "pattern")]
#[doc(hidden)]
#[macro_export]
macro_rules! __pattern {
    ($text:expr) => {{
        static PATTERN: $crate::codegen::Pattern = $crate::codegen::Pattern::new($text);
        &PATTERN
    }};
}

#[cfg(not(feature = "pattern"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __pattern {
    ($text:expr) => {
        ::core::compile_error!(
            "the spec has a `pattern`: qrpc-runtime needs its feature of that name, \
             as in `qrpc-runtime = { version = \"…\", features = [\"pattern\"] }`"
        )
    };
}

/// Checks a value before it is written, if its struct has constraints.
///
/// `__check!([a: min(0);] self)` expands to `Constrained::check(self).map_err(SerError::custom)?;`.
#[doc(hidden)]
#[macro_export]
macro_rules! __check {
    ([] $value:expr) => {};
    ($constraints:tt $value:expr) => {
        $crate::codegen::Constrained::check($value).map_err($crate::codegen::SerError::custom)?;
    };
}

/// Checks a value after it was read, if its struct has constraints.
///
/// `__checked!([a: min(0);] Add { a })` expands to `checked(Add { a })`, and without constraints to
/// `Ok(Add { a })`.
#[doc(hidden)]
#[macro_export]
macro_rules! __checked {
    ([] $value:expr) => {
        ::core::result::Result::Ok($value)
    };
    ($constraints:tt $value:expr) => {
        $crate::codegen::checked($value)
    };
}
