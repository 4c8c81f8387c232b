//! The test cases for any method that answers a string with a string.

use anyhow::Result;
use qrpc_runtime::Promise;

use super::cases::{Cases, same};

const UNICODE: &str = "äöü €uro Ωμέγα 漢字 😀 e\u{301} \u{feff} \u{ffff}";

/// Runs the test cases on the method that `ask` calls. `answer` returns the expected answer to a
/// string.
pub(super) fn ask_texts(
    cases: &mut Cases,
    ask: impl Fn(&str) -> Promise<String>,
    answer: impl Fn(&str) -> String,
) {
    let says_back = |text: &str| same(&ask(text).result()?, &answer(text));
    cases.case("reply", || says_back("hello"));
    cases.case("unicode", || says_back(UNICODE));
    cases.case("control characters", || says_back(&control_characters()));
    cases.case("one megabyte", || {
        says_back(&"0123456789abcdef".repeat(65536))
    });
    cases.case("two hundred pipelined", || pipelined(200, &ask, &answer));
}

fn control_characters() -> String {
    ('\0'..' ')
        .chain("\u{7f}\u{80}\"\\/\u{2028}".chars())
        .collect()
}

/// Sends all calls before it waits for the first answer.
fn pipelined(
    count: usize,
    ask: impl Fn(&str) -> Promise<String>,
    answer: impl Fn(&str) -> String,
) -> Result<()> {
    let texts: Vec<_> = (0..count)
        .map(|number| format!("pipelined {number}"))
        .collect();
    let promises: Vec<_> = texts.iter().map(|text| ask(text)).collect();
    for (text, promise) in texts.iter().zip(promises) {
        same(&promise.result()?, &answer(text))?;
    }
    Ok(())
}
