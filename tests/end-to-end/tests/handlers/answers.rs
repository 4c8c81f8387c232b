//! How the answers of several handlers become one reply, and the reply if there is no handler.

use end_to_end::bench::{Bench, args};
use end_to_end::{outcome, talk};
use qrpc_runtime::{All, CallError, Fault, RemoteError, Value};

fn echoed(connect: impl FnOnce(&Bench)) -> Result<String, CallError> {
    let (_bench, client) = talk(|bench, _| connect(bench));
    let promise = client.echo(All, args::Echo::default());
    outcome(&client, promise)
}

fn internal(message: &str) -> Result<String, CallError> {
    let error = RemoteError::new(RemoteError::INTERNAL_ERROR, message);
    Err(CallError::Remote(error))
}

#[test]
fn two_answers_are_an_error() {
    let answer = echoed(|bench| {
        bench.echo.connect(|_, _| "a".into());
        bench.echo.connect(|_, _| "b".into());
    });
    assert_eq!(answer, internal("the call produced more than one reply"));
}

#[test]
fn a_fault_and_an_answer_are_two_answers() {
    let answer = echoed(|bench| {
        bench.echo.try_connect(|_, _| Err(Fault::new("no")));
        bench.echo.connect(|_, _| "b".into());
    });
    assert_eq!(answer, internal("the call produced more than one reply"));
}

#[test]
fn of_several_handlers_those_that_return_nothing_do_not_answer() {
    let (none, some) = (None::<&str>, Some("x"));
    for (returned, expected) in [
        ([none, none], none),
        ([none, some], some),
        ([some, none], some),
    ] {
        let (_bench, client) = talk(|bench, _| {
            for value in returned {
                bench.maybe.connect(move |_| value.map(str::to_owned));
            }
        });
        assert_eq!(client.maybe(All).result().unwrap().as_deref(), expected);
    }
}

#[test]
fn a_null_of_any_type_is_nothing_and_zero_is_an_answer() {
    let (null, zero) = (Value::Null, Value::from(0));
    for (returned, expected) in [
        ([null.clone(), null.clone()], null.clone()),
        ([null, zero.clone()], zero),
    ] {
        let (_bench, client) = talk(|bench, _| {
            for value in returned {
                bench.keep.connect(move |_, _| value.clone());
            }
        });
        let kept = client.keep(All, args::Keep::new(Value::Null)).result();
        assert_eq!(kept, Ok(expected));
    }
}

#[test]
fn no_answer_is_null_where_the_type_has_null() {
    let (_bench, client) = talk(|bench, _| {
        bench.maybe.observe(|_| ());
    });
    assert_eq!(client.maybe(All).result(), Ok(None));
}

#[test]
fn no_handler_is_null_where_the_type_has_null() {
    let (_bench, client) = talk(|_, _| {});
    assert_eq!(client.maybe(All).result(), Ok(None));
}

#[test]
fn no_answer_is_an_error_where_the_type_has_no_null() {
    let answer = echoed(|bench| {
        bench.echo.observe(|_, _| ());
        bench.echo.connect_later(|_, _, reply| reply.pass());
    });
    assert_eq!(answer, internal("no handler answered"));
}

#[test]
fn no_handler_is_an_error_where_the_type_has_no_null() {
    let problem = "no handler is connected for the method `echo`";
    let error = RemoteError::new(RemoteError::METHOD_NOT_FOUND, problem);
    assert_eq!(echoed(|_| ()), Err(CallError::Remote(error)));
}

#[test]
fn a_fault_shows_the_outermost_message_and_nothing_else() {
    #[derive(Debug, thiserror::Error)]
    #[error("the outer")]
    struct Outer(#[source] std::num::ParseIntError);

    let answer = echoed(|bench| {
        bench.echo.try_connect(|_, _| {
            let inner = "x".parse::<i64>().unwrap_err();
            Err(Outer(inner).into())
        });
    });
    let error = RemoteError::new(RemoteError::FAULT, "the outer");
    assert_eq!(answer, Err(CallError::Remote(error)));
}

#[test]
fn a_result_that_cannot_be_sent_is_an_error() {
    let small = qrpc_runtime::Limits {
        frame: 1000,
        ..qrpc_runtime::Limits::default()
    };
    let (_bench, client) = end_to_end::talk_as(
        Bench::builder().limits(small),
        end_to_end::bench::Client::builder(),
        |bench, _| {
            bench.echo.connect(|_, _| "x".repeat(1000));
        },
    );
    let promise = client.echo(All, args::Echo::default());
    let answer = outcome(&client, promise);
    let Err(CallError::Remote(error)) = answer else {
        panic!("{answer:?}");
    };
    assert_eq!(error.code, RemoteError::INTERNAL_ERROR);
    assert!(error.message.contains("1000"), "{error}");
}

#[test]
fn a_fault_is_made_of_any_error_and_of_a_text() {
    type Boxed = Box<dyn std::error::Error + Send + Sync>;
    let parse = || "x".parse::<i64>().unwrap_err();
    let message = parse().to_string();
    for (fault, expected) in [
        (Fault::from("a text"), "a text"),
        (Fault::from("a string".to_owned()), "a string"),
        (Fault::from(parse()), message.as_str()),
        (Fault::from(Boxed::from(parse())), message.as_str()),
        (
            Fault::from(CallError::NobodyThere),
            &CallError::NobodyThere.to_string(),
        ),
    ] {
        assert_eq!(
            fault.as_remote(),
            &RemoteError::new(RemoteError::FAULT, expected)
        );
    }
}

#[test]
fn what_another_side_answered_is_forwarded_as_it_was() {
    #[derive(Debug, thiserror::Error)]
    enum Transparent {
        #[error(transparent)]
        Call(#[from] CallError),
        #[error("{0}")]
        Remote(#[from] RemoteError),
    }

    let remote = RemoteError {
        code: 42,
        message: "no volts".to_owned(),
        data: Some(Value::from(7)),
    };
    let call = || CallError::Remote(remote.clone());
    let boxed: Box<dyn std::error::Error + Send + Sync> = call().into();
    for fault in [
        Fault::from(call()),
        Fault::from(remote.clone()),
        Fault::from(boxed),
        Fault::from(anyhow::Error::from(call())),
        Fault::from(anyhow::Error::from(Transparent::from(call()))),
        Fault::from(Transparent::from(call())),
        Fault::from(Transparent::from(remote.clone())),
        Fault::from(std::io::Error::other(call())),
    ] {
        assert_eq!(fault.as_remote(), &remote);
    }
    for fault in [
        Fault::from(anyhow::Error::from(call()).context("measuring")),
        Fault::from("measuring"),
        Fault::from(anyhow::anyhow!("measuring")),
    ] {
        let expected = RemoteError::new(RemoteError::FAULT, "measuring");
        assert_eq!(fault.as_remote(), &expected);
    }
    let more = Fault::from(anyhow::anyhow!("measuring: {}", call()));
    assert_eq!(more.as_remote().code, RemoteError::FAULT);
}
