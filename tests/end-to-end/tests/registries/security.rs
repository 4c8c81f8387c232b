//! A security provider of the program's own.

use std::borrow::Cow;
use std::sync::{Arc, Once};

use end_to_end::bench::{Bench, Client, args};
use end_to_end::{outcome, talk_as, until};
use qrpc_runtime::security::{Opened, Sealed, SecInfo, Security, SecurityError, register_security};
use qrpc_runtime::{All, CallError, Value};

use crate::bench::{prepare, works};

/// A security provider that changes every byte of a payload by a key, and sends the key with the
/// payload.
#[derive(Clone)]
pub(crate) struct Turned {
    pub(crate) key: u8,
}

impl Turned {
    fn turn(&self, payload: &[u8]) -> Vec<u8> {
        payload.iter().map(|byte| byte ^ self.key).collect()
    }
}

impl Security for Turned {
    fn seal(&self, payload: &[u8]) -> Result<Option<Sealed>, SecurityError> {
        if payload.windows(10).any(|window| window == b"top-secret") {
            return Err(SecurityError("that is not for sending".to_owned()));
        }
        let key = ("key".to_owned(), Value::from(u32::from(self.key)));
        Ok(Some(Sealed {
            info: [key].into_iter().collect(),
            payload: Some(self.turn(payload)),
        }))
    }

    fn open<'p>(&self, payload: &'p [u8], info: SecInfo) -> Result<Opened<'p>, SecurityError> {
        if info.entry("key") != Some(&Value::from(u32::from(self.key))) {
            return Err(SecurityError("turned by another key".to_owned()));
        }
        Ok(Opened {
            info,
            payload: Cow::Owned(self.turn(payload)),
        })
    }
}

fn register() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        register_security("turned", "turned:<key>", |rest| {
            let key = rest.parse::<u8>().map_err(|error| error.to_string())?;
            Ok(Arc::new(Turned { key }))
        });
    });
}

fn keyed(bench: u8, client: u8) -> (Bench, Client) {
    register();
    talk_as(
        Bench::builder().security(format!("turned:{bench}")),
        Client::builder().security(format!("turned:{client}")),
        |bench, client| {
            prepare(bench, client);
            bench.chat.connect(|sender, _| {
                let key = sender.secinfo().entry("key").and_then(|key| key.to().ok());
                key.map_or_else(String::new, |key: u8| key.to_string())
            });
        },
    )
}

#[test]
fn an_api_runs_with_a_provider_that_changes_what_is_sent() {
    let (bench, client) = keyed(0x80, 0x80);
    works(&bench, &client);
}

#[test]
fn handlers_are_told_what_the_provider_knows() {
    let (_bench, client) = keyed(0x80, 0x80);
    let told = client.chat(All, args::Chat::default()).result();
    assert_eq!(told.as_deref(), Ok("128"));
}

#[test]
fn what_the_provider_does_not_trust_is_not_read() {
    let (bench, client) = keyed(0x80, 0x81);
    client.note(All, args::Note::default()).unwrap();
    until("it is noise", || bench.counters().noise == 1);
}

#[test]
fn what_the_provider_does_not_let_out_is_unsendable() {
    let (_bench, client) = keyed(0x80, 0x80);
    let promise = client.echo(All, args::Echo::default().text("top-secret"));
    assert_eq!(
        outcome(&client, promise),
        Err(CallError::Unsendable("that is not for sending".to_owned()))
    );
}

#[test]
fn what_would_end_its_frame_too_early_is_unsendable() {
    let (_bench, client) = keyed(b'{', b'{');
    let promise = client.echo(All, args::Echo::default());
    let told = outcome(&client, promise).unwrap_err().to_string();
    assert!(told.contains("delimiter"), "{told}");
}

#[test]
fn what_a_registered_provider_finds_wrong_is_part_of_the_error() {
    register();
    let error = Bench::builder().security("turned:x").build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "`turned:x` is not a valid security provider: invalid digit found in string; expected `turned:<key>`"
    );
}

#[test]
fn a_provider_may_be_given_as_it_is() {
    let (bench, client) = talk_as(
        Bench::builder().security(Turned { key: 0x80 }),
        Client::builder().security(Turned { key: 0x80 }),
        prepare,
    );
    works(&bench, &client);
}

/// A security provider with a bug.
struct Fragile;

impl Security for Fragile {
    fn seal(&self, _payload: &[u8]) -> Result<Option<Sealed>, SecurityError> {
        Ok(None)
    }

    fn open<'p>(&self, payload: &'p [u8], info: SecInfo) -> Result<Opened<'p>, SecurityError> {
        assert!(!payload.windows(4).any(|window| window == b"evil"));
        let payload = Cow::Borrowed(payload);
        Ok(Opened { info, payload })
    }
}

#[test]
fn a_provider_that_panics_costs_the_one_connection() {
    let (bench, client) = talk_as(
        Bench::builder().security(Fragile),
        Client::builder(),
        |bench, _| {
            bench.echo.connect(|_, args| args.text);
        },
    );
    let other = Client::builder()
        .transport(format!("tcp:{}", bench.address().unwrap()))
        .build()
        .unwrap();
    other.start().unwrap();
    let evil = client
        .echo(All, args::Echo::default().text("evil"))
        .result();
    assert!(
        matches!(evil, Err(CallError::Disconnected { .. })),
        "{evil:?}"
    );
    let good = other.echo(All, args::Echo::default().text("good")).result();
    assert_eq!(good.as_deref(), Ok("good"));
}

#[test]
fn a_message_at_which_the_provider_panics_is_not_sent_and_the_next_one_is() {
    struct Panicking;

    impl Security for Panicking {
        fn seal(&self, payload: &[u8]) -> Result<Option<Sealed>, SecurityError> {
            let booms = payload.windows(4).any(|window| window == b"boom");
            assert!(!booms, "at sealing");
            Ok(None)
        }

        fn open<'p>(&self, payload: &'p [u8], info: SecInfo) -> Result<Opened<'p>, SecurityError> {
            let payload = Cow::Borrowed(payload);
            Ok(Opened { info, payload })
        }
    }

    let panicking = || -> Arc<dyn Security> { Arc::new(Panicking) };
    let (bench, client) = talk_as(
        Bench::builder().security(panicking()),
        Client::builder().security(panicking()),
        |bench, _| {
            bench
                .echo
                .connect(|_, args| args.text.replace("bang", "boom"));
        },
    );
    let echo = |text: &str| outcome(&client, client.echo(All, args::Echo::default().text(text)));
    let unsent = echo("boom").unwrap_err();
    assert!(matches!(unsent, CallError::Unsendable(_)), "{unsent}");
    assert_eq!(echo("calm").as_deref(), Ok("calm"));
    let unanswered = echo("bang").unwrap_err();
    assert!(matches!(unanswered, CallError::Remote(_)), "{unanswered}");
    assert_eq!(echo("calm").as_deref(), Ok("calm"));
    assert_eq!(bench.counters().calls_handled, 0);
}
