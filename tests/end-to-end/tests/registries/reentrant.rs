//! Code of the program that runs while a message is created may send messages itself.

use std::borrow::Cow;
use std::sync::{Arc, Mutex, OnceLock, mpsc};

use end_to_end::bench::{Bench, Client, args};
use end_to_end::{SOON, outcome, talk_as};
use qrpc_runtime::All;
use qrpc_runtime::security::{Opened, Sealed, SecInfo, Security, SecurityError};

type Send = Box<dyn Fn() + std::marker::Send + Sync>;

/// A security provider that sends a report about each call that it secures, over the same
/// connection.
#[derive(Default)]
struct Reporter {
    report: OnceLock<Send>,
    reports: Mutex<bool>,
}

impl Security for Reporter {
    fn seal(&self, _payload: &[u8]) -> Result<Option<Sealed>, SecurityError> {
        let begins = !std::mem::replace(&mut *self.reports.lock().unwrap(), true);
        if let Some(report) = self.report.get().filter(|_| begins) {
            report();
            *self.reports.lock().unwrap() = false;
        }
        Ok(None)
    }

    fn open<'p>(&self, payload: &'p [u8], info: SecInfo) -> Result<Opened<'p>, SecurityError> {
        Ok(Opened {
            info,
            payload: Cow::Borrowed(payload),
        })
    }
}

#[test]
fn a_security_provider_sends_over_the_connection_that_it_secures() {
    let reporter = Arc::new(Reporter::default());
    let security: Arc<dyn Security> = Arc::<Reporter>::clone(&reporter);
    let (log, noted) = mpsc::channel();
    let client = Client::builder().security(security);
    let (_bench, client) = talk_as(Bench::builder(), client, |bench, _| {
        bench.echo.connect(|_, args| args.text);
        bench
            .note
            .connect(move |_, args| log.send(args.text).unwrap());
    });
    let note = client.note.clone();
    let report: Send = Box::new(move || {
        let args = args::Note::default().text("a message is made");
        note.call(All, args).unwrap();
    });
    assert!(reporter.report.set(report).is_ok());
    *reporter.reports.lock().unwrap() = false;
    let echo = client.echo(All, args::Echo::default().text("x"));
    assert_eq!(outcome(&client, echo).as_deref(), Ok("x"));
    assert_eq!(noted.recv_timeout(SOON).as_deref(), Ok("a message is made"));
}
