//! Handlers that call their caller back and wait, while they are called back themselves.

use std::thread;

use end_to_end::bench::{Bench, Client, args};
use end_to_end::{outcome, talk_as};
use futures::executor::block_on;
use qrpc_runtime::{All, Builder, Task};

use crate::{BOTH_MODES, WAITS, Wait};

fn builders(extra_thread: bool) -> (Builder<Bench>, Builder<Client>) {
    let bench = Bench::builder().async_processing(extra_thread);
    (bench, Client::builder().async_processing(extra_thread))
}

fn ask(question: String) -> args::Ask {
    args::Ask::default().question(question)
}

/// Returns a bench that asks its caller back, and a client that answers only after the pair `next`
/// has answered.
fn asking(extra_thread: bool, wait: Wait, next: Option<(Bench, Client)>) -> (Bench, Client) {
    let (bench, client) = builders(extra_thread);
    talk_as(bench, client, |bench, client| {
        bench
            .echo
            .try_connect(move |sender, args| Ok(wait(sender.ask(ask(args.text)))?));
        client.ask.try_connect(move |_, args| match &next {
            Some((_bench, client)) => {
                let echo = args::Echo::default().text(args.question + ".");
                Ok(wait(client.echo(All, echo))?)
            }
            None => Ok(args.question + "!"),
        });
    })
}

#[test]
fn handlers_call_back_and_wait_three_deep() {
    for extra_thread in BOTH_MODES {
        for wait in WAITS {
            let third = asking(extra_thread, wait, None);
            let second = asking(extra_thread, wait, Some(third));
            let (_bench, client) = asking(extra_thread, wait, Some(second));
            let promise = client.echo(All, args::Echo::default().text("x"));
            assert_eq!(outcome(&client, promise).as_deref(), Ok("x..!"));
        }
    }
}

/// Returns both sides. The `chat` of each side calls the `chat` of the other side until the text is
/// long enough.
fn chatting(bench: Builder<Bench>, client: Builder<Client>) -> (Bench, Client) {
    talk_as(bench, client, |bench, client| {
        bench.chat.connect_async(|sender, args| async move {
            let text = args.text + "b";
            match text.len() {
                6 => Ok(text),
                _ => Ok(sender.chat(args::Chat::default().text(text)).await?),
            }
        });
        client.chat.connect_async(|sender, args| async move {
            let text = args.text + "c";
            Ok(sender.chat(args::Chat::default().text(text)).await?)
        });
    })
}

fn chats_six_deep(bench: Builder<Bench>, client: Builder<Client>) {
    let (bench, client) = chatting(bench, client);
    for _ in 0..20 {
        let promise = bench.chat(All, args::Chat::default());
        assert_eq!(outcome(&bench, promise).as_deref(), Ok("cbcbcb"));
    }
    drop(client);
}

#[test]
fn async_handlers_of_two_peers_call_each_other_six_deep() {
    for extra_thread in BOTH_MODES {
        let (bench, client) = builders(extra_thread);
        chats_six_deep(bench, client);
    }
}

#[test]
fn async_handlers_in_executors_call_each_other_six_deep() {
    let spawn = |task: Task| drop(thread::spawn(|| block_on(task)));
    for extra_thread in BOTH_MODES {
        let (bench, client) = builders(extra_thread);
        chats_six_deep(bench.executor(spawn), client.executor(spawn));
    }
}

#[test]
fn a_handler_waits_for_a_peer_whose_async_handler_needs_its_own_peer_again() {
    for extra_thread in BOTH_MODES {
        for wait in WAITS {
            let (bench, client) = builders(extra_thread);
            let (_bench, client) = talk_as(bench, client, |bench, client| {
                bench.echo.connect_async(|sender, args| async move {
                    let answer = sender.ask(ask(args.text)).await?;
                    Ok(answer + "!")
                });
                client.ask.try_connect(move |sender, args| {
                    let chat = args::Chat::default().text(args.question);
                    Ok(wait(sender.chat(chat))?)
                });
                bench.chat.connect(|_, args| args.text + "?");
            });
            let promise = client.echo(All, args::Echo::default().text("x"));
            assert_eq!(outcome(&client, promise).as_deref(), Ok("x?!"));
        }
    }
}

#[test]
fn threads_that_answer_later_call_back_and_wait_three_deep() {
    for extra_thread in BOTH_MODES {
        for wait in WAITS {
            let (bench, client) = builders(extra_thread);
            let (_bench, client) = talk_as(bench, client, |bench, client| {
                bench.echo.connect_later(move |sender, args, reply| {
                    thread::spawn(move || reply.send(wait(sender.ask(ask(args.text))).unwrap()));
                });
                client.ask.connect_later(move |sender, args, reply| {
                    let chat = args::Chat::default().text(args.question);
                    thread::spawn(move || reply.send(wait(sender.chat(chat)).unwrap()));
                });
                bench.chat.try_connect(move |sender, args| {
                    let chat = args::Chat::default().text(args.text);
                    Ok(wait(sender.chat(chat))?)
                });
                client.chat.connect(|_, args| args.text + "!");
            });
            let promise = client.echo(All, args::Echo::default().text("x"));
            assert_eq!(outcome(&client, promise).as_deref(), Ok("x!"));
        }
    }
}

#[test]
fn a_handler_that_waits_for_many_answers_gets_all_of_them() {
    for extra_thread in BOTH_MODES {
        for wait in WAITS {
            let (bench, client) = builders(extra_thread);
            let (_bench, client) = talk_as(bench, client, |bench, client| {
                bench.echo.try_connect(move |sender, _| {
                    let asked: Vec<_> = (0..100).map(|n| sender.ask(ask(n.to_string()))).collect();
                    let answers = asked.into_iter().map(wait).collect::<Result<Vec<_>, _>>()?;
                    Ok(answers.join(" "))
                });
                client.ask.connect(|_, args| args.question);
            });
            let promise = client.echo(All, args::Echo::default());
            let numbers: Vec<_> = (0..100).map(|n: u8| n.to_string()).collect();
            assert_eq!(outcome(&client, promise), Ok(numbers.join(" ")));
        }
    }
}
