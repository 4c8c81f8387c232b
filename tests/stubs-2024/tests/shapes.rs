//! Unions, open enums and newtypes as a program uses them, and as they are on the wire.

use qrpc_runtime::Value;
use qrpc_runtime::codegen::Serialize;
use stubs_2024::files::shapes::{
    Block, Circle, Count, Group, Level, Mode, Page, SessionId, Setting, Shape, Signal, Source, args,
};

fn wire(value: &impl Serialize) -> String {
    Value::of(value).unwrap().to_string()
}

#[test]
fn a_tagged_union_holds_its_records() {
    let members = vec![Shape::Circle(Circle::new(1.5)), Shape::Nothing];
    let shape = Shape::Group(Box::new(Group::default().members(members)));
    let json = r#"{"kind":"group","members":[{"kind":"circle","radius":1.5},{"kind":"nothing"}]}"#;
    assert_eq!(wire(&shape), json);
    assert_eq!(Value::of(&shape).unwrap().to::<Shape>().unwrap(), shape);
}

#[test]
fn a_union_is_made_from_what_it_holds() {
    let list = vec![
        true.into(),
        5.into(),
        Circle::new(1.0).into(),
        Setting::Auto,
    ];
    assert_eq!(
        wire(&Setting::from(list)),
        r#"[true,5,{"radius":1.0},"auto"]"#
    );
    assert_eq!(wire(&Setting::Nothing), "null");
}

#[test]
fn an_open_enum_keeps_other_values() {
    let mode: Mode = Value::from("new").to().unwrap();
    assert_eq!(mode, Mode::Other("new".to_owned()));
}

#[test]
fn a_newtype_is_its_value() {
    let id = SessionId::from("a".to_owned());
    assert_eq!(format!("{id} {}", Count(1).max(Count(2))), "a 2");
    assert_eq!(wire(&id), "\"a\"");
}

#[test]
fn absent_and_null_are_apart_where_the_spec_says_so() {
    let page = Page::new(None);
    let json = r#"{"preset":5,"nullable":null,"nullable_preset":null}"#;
    assert_eq!(wire(&page), json);
    assert!(wire(&page.three(Some(None))).contains(r#""three":null"#));
}

#[test]
fn an_enum_of_integers_is_an_integer() {
    assert_eq!(wire(&Level::High), "10000");
    assert_eq!(i32::from(Signal::Other(3)), 3);
    assert_eq!(
        args::Draw::new(Shape::Nothing, "a".to_owned().into()).level,
        Level::High
    );
}

#[test]
fn the_members_of_flat_fields_stand_beside_the_others() {
    let block = Block::new(1, Source::Circle(Circle::new(2.0)), Group::default().into());
    let more = [("more".to_owned(), Value::from(5))];
    let block = block.more(more.into());
    let value = Value::of(&block).unwrap();
    for (name, member) in [
        ("version", Value::from(2)),
        ("type", Value::from("block")),
        ("next", Value::Null),
        ("radius", Value::from(2.0)),
        ("members", Value::List(Vec::new())),
        ("more", Value::from(5)),
    ] {
        assert_eq!(value.get(name), Some(&member), "{name}");
    }
    assert_eq!(value.to::<Block>().unwrap(), block);
}

#[test]
fn an_open_union_keeps_unknown_variants() {
    let value = Value::from_iter([("a", "b"), ("sort", "new")]);
    let source: Source = value.to().unwrap();
    assert!(matches!(source, Source::Other(_)));
    assert_eq!(Value::of(&source).unwrap(), value);
}
