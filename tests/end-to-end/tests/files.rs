//! An API whose types and errors are in other files, each with a stub of its own.

use qrpc_runtime::Fault;

#[expect(unreachable_pub, reason = "a stub is meant for whole programs")]
#[path = "../../stubs/units.snap.rs"]
mod units;

#[expect(unreachable_pub, reason = "a stub is meant for whole programs")]
#[path = "../../stubs/common.snap.rs"]
mod common;

#[expect(unreachable_pub, reason = "a stub is meant for whole programs")]
#[path = "../../stubs/using.snap.rs"]
mod using;

use common::{Busy, Circle, Id, Name, ReadingKey, Shape};
use units::Unit;
use using::{
    Longer, MeasureError, MeasureKey, UsingHandlers, UsingInvertedHandlers, UsingInvertedPeer,
    UsingPeer, args, pair,
};

struct Bench;

impl UsingHandlers for Bench {
    fn measure(&self, _sender: UsingPeer, args: args::Measure) -> Result<Longer, Fault> {
        if args.unit == Unit::Volts {
            return Err(Busy::new(args.name).since(Some(5)).into());
        }
        let key = match args.key {
            MeasureKey::I64(number) => ReadingKey::I64(number),
            MeasureKey::String(text) => ReadingKey::String(text),
        };
        Ok(Longer::new(0.5, key, true.into()).unit_again(Some(args.unit)))
    }

    fn tell(&self, _sender: UsingPeer, _args: args::Tell) -> Result<(), Fault> {
        Ok(())
    }
}

struct Client;

impl UsingInvertedHandlers for Client {
    fn tell(&self, _sender: UsingInvertedPeer, _args: args::Tell) -> Result<(), Fault> {
        Ok(())
    }

    fn walk(&self, _sender: UsingInvertedPeer, args: args::Walk) -> Result<Option<Shape>, Fault> {
        Ok(Some(args.framed.shape))
    }
}

#[test]
fn values_and_errors_of_other_files_arrive() {
    let (api, other) = pair(Bench, Client).unwrap();
    let args = || args::Measure::new(Name::I64(1), MeasureKey::I64(7));
    let ids = vec![Id("a".to_owned())];
    let longer = other.all().measure(args().ids(ids)).result().unwrap();
    assert_eq!(
        longer,
        Longer::new(0.5, ReadingKey::I64(7), true.into()).unit_again(Some(Unit::Ohms))
    );
    let busy = Busy::new(Name::I64(1)).since(Some(5));
    let error = other.all().measure(args().unit(Unit::Volts)).result();
    assert_eq!(error, Err(MeasureError::Busy(busy)));
    let shape = Shape::Circle(Circle::new(2.0));
    let framed = using::Framed::new(shape.clone(), 1);
    let walked = api.all().walk(args::Walk::new(vec![1], framed, vec![]));
    assert_eq!(walked.result(), Ok(Some(shape)));
}
