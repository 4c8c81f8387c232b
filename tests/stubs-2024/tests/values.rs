//! The default values in the structs of a stub.

use qrpc_runtime::{Bytes, Value};
use stubs_2024::files::every::{Channel, Reading, Tree, args};

#[test]
fn defaults_are_those_of_the_spec() {
    let defaults = args::Defaults::default();
    assert!(defaults.flag);
    assert_eq!(defaults.small, -128);
    assert_eq!(defaults.large, u64::MAX);
    assert_eq!(defaults.negative, i64::MIN);
    assert_eq!(defaults.ratio.to_bits(), 0.1_f32.to_bits());
    assert_eq!(defaults.precise.to_bits(), 123_456.789_012_3_f64.to_bits());
    assert_eq!(defaults.text, "quoted \" and \\ and \n and ä");
    assert_eq!(defaults.data, Bytes::from([0, 1, 2, 255]));
    assert_eq!(defaults.channel, Channel::Ohms);
}

#[test]
fn optional_values_are_absent_unless_the_spec_says_otherwise() {
    let defaults = args::Defaults::default();
    assert_eq!(defaults.missing, None);
    assert_eq!(defaults.present.as_deref(), Some("here"));
}

#[test]
fn defaults_may_hold_others() {
    let defaults = args::Defaults::default();
    assert_eq!(defaults.names, ["a", "b"]);
    assert_eq!(defaults.limits["low"], -5);
    assert_eq!(defaults.reading, Reading::new(1.5));
    let root = Tree::new("root").left(Some(Box::new(Tree::new("leaf"))));
    assert_eq!(defaults.tree, Some(root));
}

#[test]
fn open_values_keep_what_the_spec_says() {
    let defaults = args::Defaults::default();
    assert_eq!(defaults.open, Value::Null);
    assert_eq!(
        defaults.open_number,
        Value::Int(12_345_678_901_234_567_890_123)
    );
    let list = defaults
        .open_list
        .to::<(i32, f64, String, (bool, ()), Value)>();
    assert_eq!(list.unwrap().2, "x");
}

#[test]
fn what_is_required_is_asked_for_and_the_rest_takes_its_default() {
    let measure = args::Measure::new(Channel::Volts, "first").exact(true);
    assert_eq!((measure.samples, measure.exact), (1, true));
    assert_eq!(measure.label, "first");
}

#[test]
fn arguments_by_position_are_made_of_a_tuple() {
    let step = args::Move::from((1, 2, None));
    assert_eq!(step, args::Move::default().x(1).y(2));
    assert_eq!(args::Say::from((String::from("hi"),)).text, "hi");
}

#[test]
fn texts_and_bytes_are_taken_from_whatever_can_become_some() {
    let from = |data: Bytes| args::Defaults::default().data(data);
    let vec = args::Defaults::default().data(vec![1, 2]);
    assert_eq!(vec, from(Bytes::from([1, 2])));
    assert_eq!(args::Defaults::default().data([1, 2]), vec);
    assert_eq!(args::Defaults::default().data(&[1, 2][..]), vec);
    let set = args::Set::from(("name", String::from("value"), 1, true, false));
    assert_eq!(set, args::Set::new("name", "value", 1, true, false));
    assert_eq!(args::Say::from(("x",)).text, "x");
}

#[test]
fn enums_are_shown_and_parsed_as_they_are_on_the_wire() {
    for (channel, wire) in [
        (Channel::Volts, "volts"),
        (Channel::Ohms, "OHM"),
        (Channel::FourWire, "four-wire"),
    ] {
        assert_eq!(channel.to_string(), wire);
        assert_eq!(wire.parse(), Ok(channel));
    }
    assert_eq!(format!("{:>7}|", Channel::Ohms), "    OHM|");
    for text in ["Ohms", "ohm", "", "volts "] {
        let error = text.parse::<Channel>().unwrap_err();
        let message = format!("`{text}` is not one of volts, OHM, four-wire");
        assert_eq!(error.to_string(), message);
    }
}
