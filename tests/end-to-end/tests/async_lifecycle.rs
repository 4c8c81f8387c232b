//! The async forms of `start`, `stop` and `wait`, in any executor.

use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, Waker};

use end_to_end::my_api::{
    MyApi, MyApiAsyncHandlers, MyApiHandlers, MyApiInverted, MyApiInvertedHandlers,
    MyApiInvertedPeer, MyApiPeer, args, pair,
};
use qrpc_runtime::{All, DisconnectReason, Fault, StartError};

struct Echoes;

impl MyApiAsyncHandlers for Echoes {
    async fn notify(&self, _sender: MyApiPeer, _args: args::Notify) -> Result<(), Fault> {
        Ok(())
    }

    async fn echo(&self, _sender: MyApiPeer, args: args::Echo) -> Result<String, Fault> {
        Ok(args.text)
    }
}

struct Silent;

impl MyApiInvertedHandlers for Silent {
    fn helloworld(&self, _sender: MyApiInvertedPeer, _args: args::Helloworld) -> Result<(), Fault> {
        Ok(())
    }
}

fn server() -> MyApi {
    let builder = MyApi::builder().transport("tcpserv:127.0.0.1:0");
    builder.handlers(Echoes).build().unwrap()
}

fn client_of(server: &MyApi) -> MyApiInverted {
    let address = server.address().unwrap();
    let builder = MyApiInverted::builder().transport(format!("tcp:{address}"));
    builder.handlers(Silent).build().unwrap()
}

/// Starts both sides, calls, stops one, and waits for the end of the other.
async fn whole_life() {
    let server = server();
    server.start_async().await.unwrap();
    let client = client_of(&server);
    client.start_async().await.unwrap();
    let echo = client.echo(All, args::Echo::default().text("a"));
    assert_eq!(echo.await.as_deref(), Ok("a"));
    server.stop_async().await;
    assert!(!server.is_running());
    assert_eq!(client.wait_async().await, Ok(()));
    assert_eq!(server.wait_async().await, Ok(()));
}

#[test]
fn they_work_in_any_executor() {
    let tokio = tokio::runtime::Builder::new_current_thread();
    { tokio }.build().unwrap().block_on(whole_life());
    smol::block_on(whole_life());
    futures::executor::block_on(whole_life());
}

#[test]
fn they_do_not_block_the_thread_that_polls() {
    let server = server();
    smol::block_on(server.start_async()).unwrap();
    let client = client_of(&server);
    smol::block_on(client.start_async()).unwrap();
    let mut context = Context::from_waker(Waker::noop());
    {
        let mut ended = pin!(client.wait_async());
        let mut also_ended = pin!(client.wait_async());
        assert_eq!(ended.as_mut().poll(&mut context), Poll::Pending);
        assert_eq!(also_ended.as_mut().poll(&mut context), Poll::Pending);
        client.stop();
        assert_eq!(ended.as_mut().poll(&mut context), Poll::Ready(Ok(())));
        assert_eq!(also_ended.as_mut().poll(&mut context), Poll::Ready(Ok(())));
    }
    server.stop();
}

#[test]
fn their_errors_are_those_of_the_blocking_forms() {
    smol::block_on(async {
        let api = MyApi::builder().handlers(Echoes).build().unwrap();
        assert!(matches!(
            api.start_async().await,
            Err(StartError::NoTransport)
        ));
        api.stop_async().await;
        let child = MyApiInverted::builder().transport("process:(sh -c 'exit 3')");
        let child = child.handlers(Silent).build().unwrap();
        child.start_async().await.unwrap();
        assert!(matches!(
            child.wait_async().await,
            Err(DisconnectReason::Exited(_))
        ));
    });
}

/// Stops its own API, and waits for that within the handler.
#[derive(Clone, Default)]
struct Quits(Arc<OnceLock<MyApi>>);

impl MyApiHandlers for Quits {
    fn notify(&self, _sender: MyApiPeer, _args: args::Notify) -> Result<(), Fault> {
        smol::block_on(self.0.get().unwrap().stop_async());
        Ok(())
    }

    fn echo(&self, _sender: MyApiPeer, args: args::Echo) -> Result<String, Fault> {
        Ok(args.text)
    }
}

#[test]
fn a_handler_may_wait_for_the_stop_of_its_own_api() {
    let quits = Quits::default();
    let (api, client) = pair(quits.clone(), Silent).unwrap();
    let api = quits.0.get_or_init(|| api);
    client.notify(All, args::Notify::default()).unwrap();
    smol::block_on(api.wait_async()).unwrap();
    end_to_end::until("the end", || !api.is_running());
    // Waits for the handler.
    api.stop();
}
