//! The test cases that the normal side runs against the inverted side.

use qrpc_runtime::All;

use super::cases::{Cases, refused, same};
use super::texts::ask_texts;
use crate::newer_lab::{NewerLab, args};

/// Calls helloworld and ask, and methods and arguments that the other side does not have.
pub(crate) fn ask_inverted(lab: &NewerLab, cases: &mut Cases) {
    let ask = |text: &str| lab.ask(All, args::Ask::default().question(text));
    let goes_on = || same(&ask("why").result()?, &"answer to why".into());
    cases.case("notification", || {
        lab.helloworld(All, args::Helloworld::default().arg1("x"))?;
        goes_on()
    });
    cases.case("notification with defaults", || {
        lab.helloworld(All, args::Helloworld::default())?;
        goes_on()
    });
    cases.case("unknown notification", || {
        lab.nosuch_notice(All)?;
        goes_on()
    });
    cases.case("reply with defaults", || {
        same(
            &lab.ask(All, args::Ask::default()).result()?,
            &"answer to ?".into(),
        )
    });
    ask_texts(cases, ask, |text| format!("answer to {text}"));
    cases.case("unknown method", || refused(lab.nosuch(All).result()));
    cases.case("unknown argument", || {
        refused(lab.ask(All, args::Ask::default().loud(true)).result())
    });
    cases.case("the connection goes on", goes_on);
}
