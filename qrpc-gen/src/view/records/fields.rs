//! The fields of a struct, with their documentation.

use super::StructData;
use crate::model::{Field, FieldForm};
use crate::view::docs::Docs;
use crate::view::layout::assign;
use crate::view::text::quoted;
use crate::view::{constraints, lints, presets, sentences};

impl StructData<'_> {
    /// Returns a field with its documentation.
    pub(super) fn field(self, field: &Field) -> String {
        let head = format!("pub {}:", field.rust);
        let code = self.types.of(field);
        let docs = self
            .docs(field)
            .allowing(lints::of_type(self.types, &field.ty, &code));
        let field = assign(self.member, &head, &code, ",");
        docs.at(self.member) + &self.member.new_line() + &field
    }

    /// Returns the sentence for the documentation that lists the constants of the record; `None` if
    /// it has none.
    pub(super) fn constants_sentence(self) -> Option<String> {
        let constants = self.constants().map(|(field, value)| {
            let value = presets::json(self.types, value);
            format!("{} is always {}", quoted(&field.wire), quoted(&value))
        });
        let constants: Vec<_> = constants.collect();
        (!constants.is_empty()).then(|| format!("On the wire, {}.", constants.join(", ")))
    }

    fn docs(self, field: &Field) -> Docs {
        let default = field.default.as_ref();
        let default = default.map(|default| presets::sentence(self.types, field, default));
        let constraints = constraints::sentence(self.types, field);
        let flat = (field.form == FieldForm::Flat)
            .then(|| "Its members stand beside the other fields.".to_owned());
        let sentences = constraints.into_iter().chain(flat).chain(default);
        let sentences: Vec<_> = sentences.collect();
        let docs = match (Docs::of_author(field.doc.as_deref()), sentences.as_slice()) {
            (Some(docs), []) => docs,
            (Some(docs), sentences) => docs.and(sentences.join(" ")),
            (None, []) => Docs::plain("Required."),
            (None, sentences) => Docs::plain(sentences.join(" ")),
        };
        docs.and_if(sentences::since(field.since.as_deref()))
            .deprecated(field.deprecated.as_deref())
    }
}
