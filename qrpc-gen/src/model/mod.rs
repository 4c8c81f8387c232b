//! The resolved API, which every renderer reads.
//!
//! Everything here is checked: types exist, defaults fit, names are final. This module has no
//! files, spans or templates.

mod constraints;
mod error;
mod literal;
mod method;
mod scalar;
mod types;

pub use constraints::{Bound, Constraints};
pub use error::{ErrorDef, ErrorId};
pub use literal::Literal;
pub use method::{Direction, Method, Params, Side, Timeout};
pub use scalar::Scalar;
pub use types::{
    Alias, Alternative, AlternativeKind, Enum, EnumValue, Field, FieldForm, Origin, Record, Tagged,
    Type, TypeDef, TypeId, TypeKind, Union, Variant,
};

/// An API, independent of the sides.
#[derive(Clone, Debug, PartialEq)]
pub struct Api {
    /// The Rust name of the normal side, such as `MyApi`. Empty if the API [is
    /// shared](Self::is_shared).
    pub name: String,
    /// The Rust name of the inverted side, such as `MyApiInverted`. Empty if the API is shared.
    pub inverted: String,
    /// The version that the author wrote; documentation only.
    pub version: Option<String>,
    /// The author's documentation.
    pub doc: Option<String>,
    /// The named types, in the order of the spec, and those of the files that it uses. A [`TypeId`] is an index into this list.
    pub types: Vec<TypeDef>,
    /// The errors that methods may answer with, in the order of the spec.
    pub errors: Vec<ErrorDef>,
    /// Whether values that equal their default are sent.
    pub send_defaults: SendDefaults,
    /// Whether unknown arguments are ignored instead of refused.
    pub ignores_unknown_args: bool,
    /// The code of a fault without its own. `None`: -32000.
    pub fault_code: Option<i64>,
    /// How a call is cancelled, if calls can be cancelled.
    pub cancel: Option<Cancel>,
    /// The methods, in the order of the spec.
    pub methods: Vec<Method>,
}

/// How a call is cancelled.
#[derive(Clone, Debug, PartialEq)]
pub struct Cancel {
    /// The notification that cancels a call, on the wire.
    pub method: String,
    /// Its member with the id of the call, on the wire.
    pub id: String,
    /// The error that a cancelled call answers with; `None` if it does not answer.
    pub error: Option<ErrorId>,
}

/// Whether values that equal their default are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SendDefaults {
    /// All but arguments.
    ExceptArguments,
    /// All.
    Always,
    /// None: fields of records and replies are also left out.
    Never,
}

impl Api {
    /// Whether it has only types and errors, which other specs use. It has no sides.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        self.methods.is_empty()
    }

    /// The Rust name of a side.
    #[must_use]
    pub fn side_name(&self, side: Side) -> &str {
        match side {
            Side::Normal => &self.name,
            Side::Inverted => &self.inverted,
        }
    }

    /// The definition of a named type.
    #[must_use]
    pub fn type_def(&self, id: TypeId) -> &TypeDef {
        &self.types[id.0]
    }

    /// The definition of an error.
    #[must_use]
    pub fn error_def(&self, id: ErrorId) -> &ErrorDef {
        &self.errors[id.0]
    }
}
