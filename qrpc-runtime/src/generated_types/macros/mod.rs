//! The macros that generated code invokes.
//!
//! Types and type parameters that the macros declare begin with `__`, because macro hygiene does
//! not cover them and a spec may use any other name.
//!
//! | macro | implements |
//! | --- | --- |
//! | `side!` | the functions and traits of a side and its peers |
//! | `pair!` | the function that connects both sides in one process |
//! | `method!` | the type that stands for a method |
//! | `arguments!` | constructors, setters and (de)serialization of arguments |
//! | `record!` | constructors, setters and (de)serialization of a record or an error of the spec |
//! | `text_enum!`, `open_enum!` | (de)serialization, `Display` and `FromStr` of an enum |
//! | `int_enum!` | (de)serialization and `Display` of an enum of integers |
//! | `union!`, `tagged!`, `newtype!` | (de)serialization of unions and newtypes |
//! | `error!`, `raised!` | the errors that a spec defines, and the error type of a method |
//!
//! Each macro in the table is documented at its definition. All other macros are parts of the
//! macros in the table.

mod arguments;
mod constraints;
mod constructors;
mod enums;
mod fields;
mod integers;
mod method;
mod newtype;
mod pair;
mod peer;
mod record;
mod side;
mod tagged;
mod unions;

/// Declares a module that contains a stub from a build script. For example,
/// `qrpc_runtime::include_stub!(pub mod my_api);` includes `my_api.rs`.
///
/// `qrpc_gen::compile` names the file after the spec, as an identifier in snake case: `my_api` is
/// generated from `my_api.yaml`, `my-api.yaml` or `MyApi.yaml`. If the identifier is a keyword, as
/// for `type.yaml`, use the module name `type_`: `r#type` would look for a file that does not
/// exist.
#[macro_export]
macro_rules! include_stub {
    ($(#[$attribute:meta])* $visibility:vis mod $name:ident) => {
        #[doc = ::core::concat!("The stub of `", ::core::stringify!($name), "`.")]
        $(#[$attribute])*
        $visibility mod $name {
            ::core::include!(::core::concat!(
                ::core::env!("OUT_DIR"),
                "/",
                ::core::stringify!($name),
                ".rs"
            ));
        }
    };
}
