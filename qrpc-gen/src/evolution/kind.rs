//! The kinds of changes. Each kind has at least one row in the table of `docs/evolution.md`.

use std::fmt;

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal,)*) => {
        /// The kind of a change. Rows in the table of `docs/evolution.md` are named after it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[expect(missing_docs, reason = "each is called what it is")]
        #[non_exhaustive]
        pub enum ChangeKind {
            $($(#[$doc])* $kind,)*
        }

        impl ChangeKind {
            /// All kinds of changes.
            pub const ALL: &'static [Self] = &[$(Self::$kind),*];

            /// The name of the kind in the table of `docs/evolution.md`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)*
                }
            }
        }
    };
}

kinds! {
    SideRenamed = "side-renamed",
    VersionChanged = "version-changed",
    SendDefaultsChanged = "send-defaults-changed",
    UnknownArgsChanged = "unknown-args-changed",
    FaultCodeChanged = "fault-code-changed",
    CancelChanged = "cancel-changed",
    DocChanged = "doc-changed",
    Respelled = "respelled",

    MethodAdded = "method-added",
    MethodRemoved = "method-removed",
    MethodRenamed = "method-renamed",
    MethodWireChanged = "method-wire-changed",
    DirectionChanged = "direction-changed",
    ReplyAdded = "reply-added",
    ReplyRemoved = "reply-removed",
    PositionalAllowed = "positional-allowed",
    PositionalRefused = "positional-refused",
    ParamsChanged = "params-changed",
    AnyArgsChanged = "any-args-changed",
    ArgsRecordChanged = "args-record-changed",
    TimeoutChanged = "timeout-changed",
    Deprecated = "deprecated",
    SinceChanged = "since-changed",
    RaisesAdded = "raises-added",
    RaisesRemoved = "raises-removed",
    ErrorTypeChanged = "error-type-changed",

    ArgumentAdded = "argument-added",
    ArgumentRemoved = "argument-removed",
    ArgumentRenamed = "argument-renamed",
    ArgumentWireChanged = "argument-wire-changed",
    ArgumentDefaultAdded = "argument-default-added",
    ArgumentDefaultRemoved = "argument-default-removed",
    ArgumentDefaultChanged = "argument-default-changed",
    ArgumentsReordered = "arguments-reordered",

    FieldAdded = "field-added",
    FieldRemoved = "field-removed",
    FieldRenamed = "field-renamed",
    FieldWireChanged = "field-wire-changed",
    FieldDefaultAdded = "field-default-added",
    FieldDefaultRemoved = "field-default-removed",
    FieldDefaultChanged = "field-default-changed",
    FieldsReordered = "fields-reordered",

    ConstraintTightened = "constraint-tightened",
    ConstraintLoosened = "constraint-loosened",
    PatternChanged = "pattern-changed",

    TypeWidened = "type-widened",
    TypeNarrowed = "type-narrowed",
    TypeMadeOptional = "type-made-optional",
    TypeMadeRequired = "type-made-required",
    TypeBoxed = "type-boxed",
    TypeChanged = "type-changed",

    TypeAdded = "type-added",
    TypeRemoved = "type-removed",
    TypeMoved = "type-moved",
    TypeKindChanged = "type-kind-changed",
    ExtendsChanged = "extends-changed",

    ValueAdded = "value-added",
    ValueRemoved = "value-removed",
    ValueRenamed = "value-renamed",
    ValueWireChanged = "value-wire-changed",
    ValuesReordered = "values-reordered",
    EnumOpened = "enum-opened",
    EnumClosed = "enum-closed",
    OpenVariantRenamed = "open-variant-renamed",

    AlternativeAdded = "alternative-added",
    AlternativeRemoved = "alternative-removed",
    AlternativeRenamed = "alternative-renamed",
    AlternativesReordered = "alternatives-reordered",

    TagChanged = "tag-changed",
    VariantAdded = "variant-added",
    VariantRemoved = "variant-removed",
    VariantRenamed = "variant-renamed",
    VariantWireChanged = "variant-wire-changed",
    VariantRecordAdded = "variant-record-added",
    VariantRecordRemoved = "variant-record-removed",
    VariantsReordered = "variants-reordered",

    AliasNewtype = "alias-newtype",
    ForeignChanged = "foreign-changed",

    ErrorAdded = "error-added",
    ErrorRemoved = "error-removed",
    ErrorRenamed = "error-renamed",
    ErrorCodeChanged = "error-code-changed",
    ErrorMessageChanged = "error-message-changed",
}

impl fmt::Display for ChangeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
