//! Receivers keep the timeout of a peer, so it works wherever receivers are given.

use std::mem;
use std::time::Duration;

use end_to_end::bench::{Bench, Client, ClientPeer, args};
use end_to_end::{outcome, talk};
use qrpc_runtime::{CallError, Promise, Receivers};

use crate::{BRIEF, LONG};

/// Both sides, where the bench never answers.
fn unanswered() -> (Bench, Client) {
    talk(|bench, _| {
        bench.echo.connect_later(|_, _, reply| mem::forget(reply));
        bench.maybe.connect_later(|_, reply| mem::forget(reply));
        bench.chat.connect_later(|_, _, reply| mem::forget(reply));
    })
}

/// How each call with these receivers has to end.
const TIMED_OUT: Result<String, CallError> = Err(CallError::Timeout(BRIEF));

fn echo_times_out(client: &Client, receivers: impl Into<Receivers>) {
    let promise: Promise<String> = client.echo(receivers, args::Echo::default());
    assert_eq!(outcome(client, promise), TIMED_OUT);
}

fn only_peer(client: &Client) -> ClientPeer {
    client.peers().remove(0)
}

#[test]
fn handles_call_within_the_time_of_the_receivers() {
    let (_bench, client) = unanswered();
    let brief = || client.all().within(BRIEF);
    let promise = client.echo.call(brief(), args::Echo::default());
    assert_eq!(outcome(&client, promise), TIMED_OUT);
    let answer = client.echo.blocking(brief(), args::Echo::default());
    assert_eq!(answer, TIMED_OUT);
    let timeout = Err(CallError::Timeout(BRIEF));
    assert_eq!(client.maybe.call(brief()).result(), timeout);
    assert_eq!(client.maybe.blocking(brief()), timeout);
}

#[test]
fn handles_of_methods_that_either_side_calls_do_so_too() {
    let (_bench, client) = unanswered();
    let brief = client.all().within(BRIEF);
    let promise = client.chat.call(&brief, args::Chat::default());
    assert_eq!(outcome(&client, promise), TIMED_OUT);
    let answer = client.chat.blocking(brief, args::Chat::default());
    assert_eq!(answer, TIMED_OUT);
}

#[test]
fn every_form_of_receivers_keeps_the_time() {
    let (_bench, client) = unanswered();
    let peer = only_peer(&client);
    echo_times_out(&client, peer.within(BRIEF));
    echo_times_out(&client, Some(peer.within(BRIEF)));
    echo_times_out(&client, peer.within(BRIEF).receivers().clone());
    echo_times_out(&client, client.to(peer.name()).within(BRIEF));
    echo_times_out(&client, client.to(client.to(peer.within(BRIEF))));
}

#[test]
fn of_several_times_the_shortest_counts() {
    let (_bench, client) = unanswered();
    let peer = only_peer(&client);
    let [brief, long] = [BRIEF, LONG].map(|time| peer.within(time));
    echo_times_out(&client, [&brief, &long]);
    echo_times_out(&client, [&long, &brief]);
    echo_times_out(&client, [&peer, &brief, &peer]);
    echo_times_out(&client, vec![client.all(), brief]);
}

#[test]
fn a_time_of_several_wins_over_the_builders() {
    let (_bench, client) = unanswered();
    let peer = only_peer(&client);
    let mut long = client.echo([&peer, &peer.within(LONG)], args::Echo::default());
    let none = client.echo([peer.within(Duration::ZERO)], args::Echo::default());
    assert_eq!(none.result(), Err(CallError::Timeout(Duration::ZERO)));
    assert_eq!(long.result_within(Duration::ZERO), Err(CallError::NotYet));
}
