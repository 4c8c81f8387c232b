//! Changes of types that are used only indirectly.

use qrpc_gen::evolution::{Change, ChangeKind, Grade, compare};
use qrpc_gen::model::{Alias, Alternative, AlternativeKind, Api, Record, Type, TypeId, TypeKind};

use super::base::{INT, TEXT, ask, base, def, field, record, union};
use super::check::check;

fn changes(change: impl Fn(&mut Api, &mut Api)) -> Vec<Change> {
    let (mut old, mut new) = (base(), base());
    change(&mut old, &mut new);
    compare(&old, &new)
}

#[test]
fn what_an_alias_stands_for_is_the_same_in_its_place() {
    let found = changes(|_, new| ask(new).args[5].ty = Type::List(Box::new(INT)));
    assert_eq!(found, []);
}

#[test]
fn fields_count_that_one_version_reaches_through_an_alias() {
    let found = changes(|_, new| {
        let alias = Alias {
            ty: Type::Named(TypeId(0)),
            newtype: false,
        };
        new.types.push(def("B", TypeKind::Alias(alias)));
        ask(new).args[0].ty = Type::Named(TypeId(7));
        record(new).fields.push(field("x", INT));
    });
    let added = found
        .iter()
        .find(|change| change.kind == ChangeKind::FieldAdded);
    assert_eq!(added.unwrap().grade, Grade::WireAndSource, "{found:#?}");
}

#[test]
fn records_that_hold_themselves_are_compared_to_an_end() {
    check("recursion", "type-changed.same-shape", |old, new| {
        for api in [&mut *old, &mut *new] {
            for name in ["X", "Y"] {
                let next = Type::Optional(Box::new(Type::Boxed(TypeId(api.types.len()))));
                let fields = vec![field("next", next)];
                let extends = Vec::new();
                api.types
                    .push(def(name, TypeKind::Record(Record { fields, extends })));
            }
        }
        ask(old).args[0].ty = Type::Named(TypeId(7));
        ask(new).args[0].ty = Type::Named(TypeId(8));
    });
}

#[test]
fn an_alternative_takes_what_stood_behind_it() {
    let found = changes(|_, new| {
        let text = Alternative {
            rust: "Text".into(),
            doc: None,
            kind: AlternativeKind::Type(TEXT),
        };
        union(new).alternatives.insert(0, text);
    });
    let [added] = found.as_slice() else {
        panic!("{found:#?}");
    };
    // The new version reads `auto` as the alternative for any string. The old version refuses all
    // strings except `auto`.
    assert!(added.meetings.new_normal && added.meetings.new_inverted);
}
