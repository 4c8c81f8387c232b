//! The test cases of this side, which call the other side.

use anyhow::{Context, Result, bail, ensure};
use conversations::foreign::{FailError, NearPeer, NeverError, args};
use conversations::in_order;
use qrpc_runtime::{CallError, Map, Promise, Value};

use crate::near::Received;

/// A test case: its name, and what it does.
pub(crate) type Case = (&'static str, fn(&NearPeer, &Received) -> Result<()>);

/// The cases that every library passes.
pub(crate) const COMMON: &[Case] = &[
    ("values", values),
    ("unicode", unicode),
    ("a large value", large),
    ("arguments and defaults", arguments),
    ("an unknown method", unknown_method),
    ("notifications in order", notifications),
    ("200 pipelined calls", pipelined),
    ("a call back during a call", call_back),
    ("the progress of 200 pipelined calls", progress),
];

/// Runs the cases one after another. Returns their number.
pub(crate) fn passed(cases: &[Case], far: &NearPeer, received: &Received) -> Result<usize> {
    for (name, case) in cases {
        case(far, received).with_context(|| (*name).to_owned())?;
    }
    Ok(cases.len())
}

pub(crate) fn assert_echoed(far: &NearPeer, value: &Value) -> Result<()> {
    let echoed = far.echo(args::Echo::new(value.clone())).result()?;
    ensure!(echoed == *value, "{echoed:?}");
    Ok(())
}

fn values(far: &NearPeer, _: &Received) -> Result<()> {
    let values = [
        "null",
        "true",
        "0",
        "-1",
        "1.5",
        "9007199254740991",
        r#""""#,
        r#""text""#,
        "[]",
        "{}",
        r#"[[], {"a": [null, {"b": false}]}]"#,
    ];
    values
        .into_iter()
        .try_for_each(|json| assert_echoed(far, &serde_json::from_str(json)?))
}

fn unicode(far: &NearPeer, _: &Received) -> Result<()> {
    let texts = [
        "héllo",
        "😀",
        "\u{2028}\u{2029}",
        "\0\u{1}\r\n\t\"\\/",
        "\u{feff}",
        "e\u{301}",
    ];
    texts
        .into_iter()
        .try_for_each(|text| assert_echoed(far, &Value::from(text)))
}

fn large(far: &NearPeer, _: &Received) -> Result<()> {
    assert_echoed(far, &Value::from("ä".repeat(200_000)))
}

fn arguments(far: &NearPeer, _: &Received) -> Result<()> {
    ensure!(far.add(args::Add::new(2).b(3)).result()? == 5);
    ensure!(far.add(args::Add::new(2)).result()? == 12, "the default");
    Ok(())
}

fn unknown_method(far: &NearPeer, _: &Received) -> Result<()> {
    let code = remote_code(far.call_raw("missing", Value::Map(Map::new())))?;
    ensure!(code == -32601, "{code}");
    Ok(())
}

fn notifications(far: &NearPeer, _: &Received) -> Result<()> {
    let texts: Vec<_> = (0..100).map(|number| format!("note {number}")).collect();
    for text in &texts {
        far.note(args::Note::new(text))?;
    }
    let notes = far.notes().result()?;
    ensure!(notes == texts, "{notes:?}");
    Ok(())
}

fn pipelined(far: &NearPeer, _: &Received) -> Result<()> {
    let sums: Vec<_> = (0..200)
        .map(|number| far.add(args::Add::new(number).b(1)))
        .collect();
    for (number, sum) in (0..).zip(sums) {
        ensure!(sum.result()? == number + 1, "{number}");
    }
    Ok(())
}

fn call_back(far: &NearPeer, _: &Received) -> Result<()> {
    let value = Value::from("there and back");
    let relayed = far.relay(args::Relay::new(value.clone())).result()?;
    ensure!(relayed == value, "{relayed:?}");
    Ok(())
}

fn progress(far: &NearPeer, received: &Received) -> Result<()> {
    let calls: Vec<_> = (0..200)
        .map(|token| far.work(args::Work::new(token, 3)))
        .collect();
    for call in calls {
        ensure!(in_order(call)? == 3);
    }
    let progress = received.take_progress();
    ensure!(progress.len() == 200, "{progress:?}");
    let mut reports = progress.values();
    ensure!(reports.all(|steps| steps == &[1, 2, 3]), "{progress:?}");
    Ok(())
}

/// An error of which the other side sends all parts.
pub(crate) fn error_with_data(far: &NearPeer, _: &Received) -> Result<()> {
    match far.fail(args::Fail::new("a reason")).result() {
        Err(FailError::Broken(broken)) => ensure!(broken.why == "a reason", "{broken:?}"),
        other => bail!("{other:?}"),
    }
    Ok(())
}

/// An error of which the other side sends only the code and the message.
pub(crate) fn error_without_data(far: &NearPeer, _: &Received) -> Result<()> {
    match far.fail(args::Fail::new("a reason")).result() {
        Err(FailError::Other(CallError::Remote(error))) => {
            ensure!(error.code == 7, "{error:?}");
            ensure!(error.message == "broken: a reason", "{error:?}");
        }
        other => bail!("{other:?}"),
    }
    Ok(())
}

pub(crate) fn wrong_arguments(far: &NearPeer, _: &Received) -> Result<()> {
    let arguments: Value = serde_json::from_str(r#"{"c": 1}"#)?;
    let code = remote_code(far.call_raw("add", arguments))?;
    ensure!(code == -32602, "{code}");
    Ok(())
}

pub(crate) fn cancellation(far: &NearPeer, _: &Received) -> Result<()> {
    let never = far.never();
    // The answer to another call shows that the call has begun.
    far.echo(args::Echo::new(Value::Null)).result()?;
    never.cancel();
    ensure!(never.result() == Err(NeverError::Other(CallError::Cancelled)));
    let notes = far.notes().result()?;
    ensure!(notes == ["cancelled"], "{notes:?}");
    Ok(())
}

/// Returns the code of the error that the other side answers with.
fn remote_code(promise: Promise<Value, CallError>) -> Result<i64> {
    match promise.result() {
        Err(CallError::Remote(error)) => Ok(error.code),
        other => bail!("{other:?}"),
    }
}
