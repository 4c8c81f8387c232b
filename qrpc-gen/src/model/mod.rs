//! The resolved API, which every renderer reads.
//!
//! Everything in the model is checked: types exist, defaults fit, and names are final. The model
//! has no files, spans or templates.

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

/// A whole API, with both of its sides.
#[derive(Clone, Debug, PartialEq)]
pub struct Api {
    /// The Rust name of the normal side, such as `MyApi`. Empty if the API [is
    /// shared](Self::is_shared).
    pub name: String,
    /// The Rust name of the inverted side, such as `MyApiInverted`. Empty if the API has
    /// no methods, but only types and errors for other specs.
    pub inverted: String,
    /// The version that the author wrote; documentation only.
    pub version: Option<String>,
    /// The author's documentation.
    pub doc: Option<String>,
    /// All types: first the named types of the spec, in its order, then the named types of the
    /// files that it uses, then the unions without a name. A [`TypeId`] is an index into this list.
    pub types: Vec<TypeDef>,
    /// The errors that methods may answer with, in the order of the spec.
    pub errors: Vec<ErrorDef>,
    /// Which values are sent if they equal their default.
    pub send_defaults: SendDefaults,
    /// Whether a method ignores arguments that the spec does not have. If `false`, a method refuses
    /// a call with unknown arguments.
    pub ignores_unknown_args: bool,
    /// The error code of a fault that has no code of its own. `None`: -32000.
    pub fault_code: Option<i64>,
    /// How a call is cancelled; `None` if calls cannot be cancelled.
    pub cancel: Option<Cancel>,
    /// The methods, in the order of the spec.
    pub methods: Vec<Method>,
}

/// How a call is cancelled.
#[derive(Clone, Debug, PartialEq)]
pub struct Cancel {
    /// The wire name of the notification that cancels a call.
    pub method: String,
    /// The wire name of the notification's member with the id of the call.
    pub id: String,
    /// The error that answers a cancelled call; `None` if a cancelled call is not answered.
    pub error: Option<ErrorId>,
}

/// Which values are sent if they equal their default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SendDefaults {
    /// Fields that equal their default are sent; arguments that equal their default are not sent.
    ExceptArguments,
    /// Fields and arguments that equal their default are sent.
    Always,
    /// Neither fields nor arguments that equal their default are sent.
    Never,
}

impl Api {
    /// Whether the API has neither a name nor methods, but only types and errors for other specs to
    /// use. A shared API has no sides.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        self.methods.is_empty()
    }

    /// The Rust name of a side. Empty if the API has no methods, but only types and errors for
    /// other specs.
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
