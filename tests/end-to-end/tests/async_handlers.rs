//! The async handlers trait: its functions are implemented as `async fn`, a value or a shared value
//! handles the calls, and any executor polls the futures.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use end_to_end::my_api::{
    MyApi, MyApiAsyncHandlers, MyApiHandlers, MyApiInverted, MyApiInvertedAsyncHandlers,
    MyApiInvertedHandlers, MyApiInvertedPeer, MyApiPeer, args, pair,
};
use qrpc_runtime::{All, Builder, CallError, Fault, Promise, RemoteError, Task};

/// The number of calls that must be in progress before any of them is answered.
const TOGETHER: usize = 5;

/// Answers only when [`TOGETHER`] calls are in progress, so a handler that runs alone never
/// answers.
struct Meeting {
    started: Mutex<Vec<String>>,
    all_started: smol::lock::Barrier,
}

impl Default for Meeting {
    fn default() -> Self {
        Self {
            started: Mutex::default(),
            all_started: smol::lock::Barrier::new(TOGETHER),
        }
    }
}

impl MyApiAsyncHandlers for Meeting {
    async fn notify(&self, sender: MyApiPeer, _args: args::Notify) -> Result<(), Fault> {
        Ok(sender.helloworld(args::Helloworld::default())?)
    }

    async fn echo(&self, _sender: MyApiPeer, args: args::Echo) -> Result<String, Fault> {
        self.started.lock().unwrap().push(args.text.clone());
        self.all_started.wait().await;
        match args.text.as_str() {
            "panic" => panic!("on purpose"),
            "fault" => Err(Fault::new("no")),
            _ => Ok(args.text),
        }
    }
}

/// The handlers of the other side, whose answers do not matter.
struct Silent;

impl MyApiInvertedHandlers for Silent {
    fn helloworld(&self, _sender: MyApiInvertedPeer, _args: args::Helloworld) -> Result<(), Fault> {
        Ok(())
    }
}

fn echoes(client: &MyApiInverted, texts: [&str; TOGETHER]) -> Vec<Result<String, CallError>> {
    let echo = |text: &str| client.echo(All, args::Echo::default().text(text));
    let promises: Vec<_> = texts.into_iter().map(echo).collect();
    promises.into_iter().map(Promise::result).collect()
}

#[test]
fn handlers_start_in_order_and_run_concurrently() {
    let meeting = Arc::new(Meeting::default());
    let (_api, client) = pair(Arc::clone(&meeting), Silent).unwrap();
    let texts = ["a", "b", "c", "d", "e"];
    assert_eq!(
        echoes(&client, texts),
        texts.map(|text| Ok(text.to_owned()))
    );
    assert_eq!(*meeting.started.lock().unwrap(), texts);
}

#[test]
fn a_fault_and_a_panic_are_errors_of_their_own_call() {
    let (_api, client) = pair(Meeting::default(), Silent).unwrap();
    let answers = echoes(&client, ["a", "panic", "b", "fault", "c"]);
    let remote = |code, message: &str| Err(CallError::Remote(RemoteError::new(code, message)));
    assert_eq!(answers[0].as_deref(), Ok("a"));
    assert_eq!(
        answers[1],
        remote(RemoteError::INTERNAL_ERROR, "the handler panicked")
    );
    assert_eq!(answers[3], remote(-32000, "no"));
    assert_eq!(answers[4].as_deref(), Ok("c"));
}

/// Tests calls to an API that was built with the executor called `name`.
fn works_on(name: &str, builder: Builder<MyApi>) {
    let api = builder
        .transport(format!("internal:{name}:api").as_str())
        .handlers(Meeting::default())
        .build()
        .unwrap();
    let client = MyApiInverted::builder()
        .transport(format!("internal:{name}:client").as_str())
        .handlers(Silent)
        .build()
        .unwrap();
    api.start().unwrap();
    client.start().unwrap();
    let answers = echoes(&client, ["x"; TOGETHER]);
    assert_eq!(answers, ["x"; TOGETHER].map(|text| Ok(text.to_owned())));
}

#[test]
fn tokio_polls_the_handlers() {
    let tokio = tokio::runtime::Runtime::new().unwrap();
    works_on("tokio", MyApi::builder().executor(tokio.handle().clone()));
}

#[test]
fn smol_polls_the_handlers() {
    works_on(
        "smol",
        MyApi::builder().executor(|task: Task| smol::spawn(task).detach()),
    );
}

/// Handlers that answer at once, and that can be passed as a value or shared.
struct Parrot;

impl MyApiHandlers for Parrot {
    fn notify(&self, _sender: MyApiPeer, _args: args::Notify) -> Result<(), Fault> {
        Ok(())
    }

    fn echo(&self, _sender: MyApiPeer, args: args::Echo) -> Result<String, Fault> {
        Ok(args.text)
    }
}

/// Handlers that count the greetings that they receive.
#[derive(Default)]
struct Greeted(AtomicUsize);

impl MyApiInvertedAsyncHandlers for Greeted {
    async fn helloworld(
        &self,
        _sender: MyApiInvertedPeer,
        _args: args::Helloworld,
    ) -> Result<(), Fault> {
        self.0.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }
}

#[test]
fn handlers_are_given_as_a_value_or_shared() {
    let greeted = Arc::new(Greeted::default());
    let pairs = [
        pair(Parrot, Arc::clone(&greeted)).unwrap(),
        pair(Arc::new(Parrot), Arc::clone(&greeted)).unwrap(),
    ];
    for (api, client) in &pairs {
        let echo = client.echo(All, args::Echo::default().text("x")).result();
        assert_eq!(echo.as_deref(), Ok("x"));
        api.helloworld(All, args::Helloworld::default()).unwrap();
    }
    end_to_end::until("both greetings", || greeted.0.load(Ordering::SeqCst) == 2);
}
