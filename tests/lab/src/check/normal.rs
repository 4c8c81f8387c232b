//! The test cases that the inverted side runs against the normal side.

use anyhow::Result;
use qrpc_runtime::{All, Bytes};

use super::cases::{Cases, never_arrives, refused, refused_with, same};
use super::texts::ask_texts;
use crate::newer_lab::{NewerLabInverted, args};

/// Calls echo, notify, add, fail and blob, and methods and arguments that the other side does not
/// have.
pub(crate) fn ask_normal(lab: &NewerLabInverted, cases: &mut Cases) {
    let echo = |text: &str| lab.echo(All, args::Echo::default().text(text));
    let goes_on = || same(&echo("still there?").result()?, &"still there?".into());
    notifications(lab, cases, &goes_on);
    replies(lab, cases);
    ask_texts(cases, echo, str::to_owned);
    what_there_is_not(lab, cases);
    cases.case("the connection goes on", goes_on);
}

fn notifications(lab: &NewerLabInverted, cases: &mut Cases, goes_on: &dyn Fn() -> Result<()>) {
    cases.case("notification", || {
        lab.notify(All, args::Notify::default().arg1("x").arg2(5))?;
        goes_on()
    });
    cases.case("notification with defaults", || {
        lab.notify(All, args::Notify::default())?;
        goes_on()
    });
    cases.case("unknown notification", || {
        lab.nosuch_notice(All)?;
        goes_on()
    });
}

fn replies(lab: &NewerLabInverted, cases: &mut Cases) {
    let add = |a: i64, b| lab.add(All, args::Add::default().a(a).b(b)).result();
    let blob = |data: &Bytes| {
        lab.blob(All, args::Blob::default().data(Some(data.clone())))
            .result()
    };
    cases.case("reply with defaults", || {
        same(
            &lab.echo(All, args::Echo::default()).result()?,
            &"test".into(),
        )
    });
    cases.case("sum", || same(&add(-20, 62)?, &42));
    cases.case("largest sum", || same(&add(i64::MAX - 1, 1)?, &i64::MAX));
    cases.case("overflow", || never_arrives(&add(i64::MAX, 1)));
    cases.case("error reply", || {
        let failed = lab.fail(All, args::Fail::default().message("kaboom"));
        refused_with("kaboom", failed.result())
    });
    cases.case("bytes", || {
        let all = Bytes::from((0..=u8::MAX).collect::<Vec<_>>());
        same(&blob(&all)?, &all)
    });
    cases.case("no bytes", || {
        same(&blob(&Bytes::default())?, &Bytes::default())
    });
}

fn what_there_is_not(lab: &NewerLabInverted, cases: &mut Cases) {
    cases.case("unknown method", || refused(lab.nosuch(All).result()));
    cases.case("unknown argument", || {
        refused(lab.echo(All, args::Echo::default().loud(true)).result())
    });
    cases.case("argument of the wrong type", || {
        refused(lab.add(All, args::Add::default().a("x")).result())
    });
    cases.case("missing argument", || {
        refused(lab.blob(All, args::Blob::default()).result())
    });
}
