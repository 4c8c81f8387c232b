//! Unions, open enums and newtypes as a program uses them, and as they are on the wire.

use qrpc_runtime::Value;
use qrpc_runtime::codegen::Serialize;
use stubs_2024::files::shapes::{
    Circle, Count, Group, Level, Mode, Page, SessionId, Setting, Shape, Signal, args,
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
    let json = r#"{"nullable":null,"nullable_preset":null,"preset":5}"#;
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
