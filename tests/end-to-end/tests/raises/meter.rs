//! Starts both sides of the API of these tests.

use std::sync::mpsc::{self, Receiver, Sender};

use end_to_end::{Server, Wire};
use qrpc_runtime::{Bytes, Fault};

use crate::stubs::raises::{
    Bench, BenchHandlers, BenchPeer, Busy, Client, ClientHandlers, ClientPeer, Gone, Limits,
    Reading, Wrong, args, pair,
};

/// Handlers that behave as the argument `channel` says, and report the channel to the test.
pub(crate) struct Meter(Sender<String>);

impl BenchHandlers for Meter {
    fn measure(&self, _sender: BenchPeer, args: args::Measure) -> Result<Reading, Fault> {
        self.0.send(args.channel.clone())?;
        match args.channel.as_str() {
            "busy" => Err(Busy::new("me"))?,
            "too busy" => Err(Busy::new("somebody else"))?,
            "gone" => Err(Gone {}.into()),
            "strange" => Err(Fault::with_code(77, "strange")),
            "other data" => Err(Fault::with_code(1, "busy?").with_data("me")),
            "far" => Ok(Reading::new(100.0)),
            _ => Ok(Reading::new(1.0)),
        }
    }

    fn set_limits(&self, _sender: BenchPeer, args: args::SetLimits) -> Result<(), Fault> {
        let limits = Limits::default().r#type(args.r#type).raw(args.raw);
        Err(Wrong::new(limits).into())
    }

    fn old(&self, _sender: BenchPeer, args: args::Old) -> Result<i64, Fault> {
        Ok(args.x * 100 + args.y * 10 + args.z)
    }

    fn reset(&self, _sender: BenchPeer) -> Result<(), Fault> {
        Err(Gone {}.into())
    }
}

/// Handlers of a client whose answers do not matter.
pub(crate) struct Idle;

impl ClientHandlers for Idle {
    fn set_limits(&self, _sender: ClientPeer, _args: args::SetLimits) -> Result<(), Fault> {
        Ok(())
    }

    fn old(&self, _sender: ClientPeer, args: args::Old) -> Result<i64, Fault> {
        Ok(args.x)
    }

    fn note(&self, _sender: ClientPeer, _args: args::Note) -> Result<(), Fault> {
        Ok(())
    }
}

/// Returns both sides, connected to each other, and a receiver of the channels that were measured.
pub(crate) fn both() -> (Bench, Client, Receiver<String>) {
    let (measures, measured) = mpsc::channel();
    let (bench, client) = pair(Meter(measures), Idle).unwrap();
    (bench, client, measured)
}

/// Returns a bench, a plain connection to it, and a receiver of the channels that were measured.
pub(crate) fn bench() -> (Bench, Wire, Receiver<String>) {
    let (measures, measured) = mpsc::channel();
    let builder = Bench::builder().handlers(Meter(measures));
    let bench = builder.transport("tcpserv:127.0.0.1:0").build().unwrap();
    bench.start().unwrap();
    let wire = Wire::to(&bench.address().unwrap());
    (bench, wire, measured)
}

/// Returns a client, and the plain server to which it is connected.
pub(crate) fn client() -> (Client, Wire) {
    let server = Server::open();
    let builder = Client::builder().handlers(Idle);
    let client = builder.transport(server.transport()).build().unwrap();
    client.start().unwrap();
    (client, server.accept())
}

/// Returns limits that satisfy all constraints.
pub(crate) fn limits() -> Limits {
    Limits::default()
        .r#type(Some(60_000))
        .raw(Some(Bytes::from(vec![1, 2, 3])))
}
