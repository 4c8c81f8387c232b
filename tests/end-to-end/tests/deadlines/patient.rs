//! `timeout: none`: a call waits until it is answered or its connection ends.

use std::time::Duration;

use end_to_end::bench::{Client, args};
use end_to_end::{SOON, Server, hold, outcome};
use qrpc_runtime::{All, CallError, DisconnectReason};

use crate::{BRIEF, hold_patient, talk_within};

#[test]
fn a_patient_call_outlives_what_the_builder_says() {
    let (bench, client) = talk_within(BRIEF, |_, _| {});
    let held = hold_patient(&bench);
    let _unanswered = hold(&bench);
    let mut patient = client.patient(All);
    // This call begins later and has the builder's timeout.
    let echo = client.echo(All, args::Echo::default()).result();
    assert_eq!(echo, Err(CallError::Timeout(BRIEF)));
    let so_far = patient.result_within(Duration::ZERO);
    assert_eq!(so_far, Err(CallError::NotYet));
    held.recv_timeout(SOON).unwrap().send("at last".into());
    assert_eq!(outcome(&client, patient).as_deref(), Ok("at last"));
}

#[test]
fn a_patient_call_ends_with_its_connection() {
    let server = Server::open();
    let client = Client::builder()
        .transport(server.transport().as_str())
        .build()
        .unwrap();
    client.start().unwrap();
    let mut wire = server.accept();
    let promise = client.patient(All);
    assert_eq!(wire.receive()["method"], "patient");
    drop(wire);
    let peer = client.address().unwrap();
    let reason = DisconnectReason::Closed;
    let lost = CallError::Disconnected { peer, reason };
    assert_eq!(outcome(&client, promise), Err(lost));
}

#[test]
fn a_patient_call_ends_when_its_api_stops() {
    let (bench, client) = talk_within(BRIEF, |_, _| {});
    let held = hold_patient(&bench);
    let promise = client.patient(All);
    let _reply = held.recv_timeout(SOON).unwrap();
    client.stop();
    assert_eq!(outcome(&client, promise), Err(CallError::Stopped));
}

#[test]
fn a_patient_method_is_called_within_a_time() {
    let (bench, client) = talk_within(SOON, |_, _| {});
    let _held = hold_patient(&bench);
    let promise = client.all().within(BRIEF).patient();
    assert_eq!(outcome(&client, promise), Err(CallError::Timeout(BRIEF)));
}
