//! A hundred promises are awaited on one thread, in several executors. Each promise is polled when
//! it is first awaited, and once more when its result is there.

use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::{Mutex, mpsc};
use std::task::{Context, Poll};

use end_to_end::bench::{Bench, Client, args};
use end_to_end::talk;
use futures::future::join_all;
use qrpc_runtime::{All, CallError, Promise, Reply};

const CALLS: usize = 100;

/// A promise whose polls are counted.
struct Counted {
    promise: Promise<String>,
    polls: Rc<Cell<usize>>,
}

impl Future for Counted {
    type Output = Result<String, CallError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.polls.set(self.polls.get() + 1);
        Pin::new(&mut self.promise).poll(context)
    }
}

/// Returns both sides. The bench answers no call until it has received all calls, and then answers
/// all of them on its receive thread.
fn all_at_once() -> (Bench, Client) {
    let held = Mutex::new(Vec::<(String, Reply<String>)>::new());
    talk(|bench, _| {
        bench.echo.connect_later(move |_, args, reply| {
            let mut held = held.lock().unwrap();
            held.push((args.text, reply));
            if held.len() == CALLS {
                held.drain(..).for_each(|(text, reply)| reply.send(text));
            }
        });
    })
}

fn calls(client: &Client, polls: &Rc<Cell<usize>>) -> Vec<Counted> {
    let call = |number: usize| Counted {
        promise: client.echo(All, args::Echo::default().text(number.to_string())),
        polls: Rc::clone(polls),
    };
    (0..CALLS).map(call).collect()
}

/// Lets `run` await the promises, and counts how often they are polled.
fn awaited_by(run: impl FnOnce(Vec<Counted>) -> Vec<Result<String, CallError>>) {
    let (_bench, client) = all_at_once();
    let polls = Rc::new(Cell::new(0));
    let results = run(calls(&client, &polls));
    for (number, result) in results.into_iter().enumerate() {
        assert_eq!(result, Ok(number.to_string()));
    }
    assert!(polls.get() <= 2 * CALLS, "{} polls", polls.get());
    assert_eq!(client.counters().calls_waiting, 0);
}

#[test]
fn by_the_executor_of_futures() {
    awaited_by(|calls| futures::executor::block_on(join_all(calls)));
}

#[test]
fn by_the_pool_of_futures() {
    use futures::task::LocalSpawnExt as _;

    awaited_by(|calls| {
        let mut pool = futures::executor::LocalPool::new();
        let spawner = pool.spawner();
        let handles: Vec<_> = calls
            .into_iter()
            .map(|call| spawner.spawn_local_with_handle(call).unwrap())
            .collect();
        pool.run_until(join_all(handles))
    });
}

#[test]
fn by_tokio() {
    awaited_by(|calls| {
        let tokio = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        tokio::task::LocalSet::new().block_on(&tokio, async {
            let spawned = calls.into_iter().map(tokio::task::spawn_local);
            let joined = join_all(spawned.collect::<Vec<_>>()).await;
            joined.into_iter().map(Result::unwrap).collect()
        })
    });
}

#[test]
fn by_smol() {
    awaited_by(|calls| {
        let executor = smol::LocalExecutor::new();
        let handles: Vec<_> = calls.into_iter().map(|call| executor.spawn(call)).collect();
        smol::block_on(executor.run(join_all(handles)))
    });
}

#[test]
fn a_promise_that_moves_to_another_task_wakes_that_one() {
    let (bench, client) = talk(|_, _| {});
    let held = end_to_end::hold(&bench);
    let mut promise = client.echo(All, args::Echo::default());
    let mut first = Box::pin(async { (&mut promise).await });
    let waker = futures::task::noop_waker();
    assert!(
        first
            .as_mut()
            .poll(&mut Context::from_waker(&waker))
            .is_pending()
    );
    drop(first);
    let (done, result) = mpsc::channel();
    let other = std::thread::spawn(move || done.send(futures::executor::block_on(promise)));
    held.recv_timeout(end_to_end::SOON)
        .unwrap()
        .send("moved".into());
    let moved = result.recv_timeout(end_to_end::SOON).unwrap();
    assert_eq!(moved.as_deref(), Ok("moved"));
    other.join().unwrap().unwrap();
}
