//! Reads `case`, which decides how the names of arguments and fields are written on the wire.

use heck::{
    ToKebabCase as _, ToLowerCamelCase as _, ToShoutySnakeCase as _, ToSnakeCase as _,
    ToUpperCamelCase as _,
};

use super::{Keys, Lower};
use crate::diagnostic::catalogue;
use crate::source::Text;
use crate::spec::declaration::FieldDecl;

/// Converts a key of the spec to a name on the wire.
type Case = fn(&str) -> String;

const CASES: [(&str, Case); 5] = [
    ("camel", |name| name.to_lower_camel_case()),
    ("pascal", |name| name.to_upper_camel_case()),
    ("snake", |name| name.to_snake_case()),
    ("kebab", |name| name.to_kebab_case()),
    ("screaming", |name| name.to_shouty_snake_case()),
];

impl Lower<'_> {
    pub(super) fn case(&mut self, keys: &Keys<'_>) -> Option<Case> {
        let text = self.text(keys, "case")?;
        let case = CASES.iter().find(|(name, _)| *name == text.value);
        if case.is_none() {
            let known = CASES.map(|(name, _)| name);
            self.report(catalogue::unknown_case(&text, &known));
        }
        case.map(|(_, case)| *case)
    }

    /// Sets the wire name of a field without the key `wire`, if the spec has the key `case`.
    pub(super) fn name_on_wire(&self, field: &mut FieldDecl) {
        if let (Some(case), None) = (self.case, &field.wire) {
            let name = case(&field.key.value);
            // The name has no letters to convert, so the key is used unchanged.
            if !name.is_empty() {
                field.wire = Some(Text::new(name, field.key.span));
            }
        }
    }
}
