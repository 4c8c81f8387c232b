//! Tests without a socket.

use guide::lab::{Controller, ControllerHandlers, ControllerPeer, Lab};
use guide::lab::{LabHandlers, LabPeer, Reading, args, pair};
use qrpc_runtime::{All, Builder, Fault, PeerEvent};

/// Starts both sides, after `prepare` has connected the handlers of the lab.
pub(crate) fn connect(lab: Builder<Lab>, prepare: impl FnOnce(&Lab)) -> (Lab, Controller) {
    let lab = lab.transport("tcpserv:127.0.0.1:0").build().unwrap();
    prepare(&lab);
    let (comes, came) = std::sync::mpsc::channel();
    lab.on_peer(move |event| {
        if let PeerEvent::Connected(_) = event {
            comes.send(()).ok();
        }
    });
    lab.start().unwrap();
    let address = format!("tcp:{}", lab.address().unwrap());
    let controller = Controller::builder().transport(address).build().unwrap();
    controller.start().unwrap();
    came.recv().unwrap();
    (lab, controller)
}

struct Voltmeter;

impl LabHandlers for Voltmeter {
    fn measure(&self, _sender: LabPeer, _args: args::Measure) -> Result<Reading, Fault> {
        Ok(Reading::new(1.5))
    }

    fn reset(&self, _sender: LabPeer) -> Result<(), Fault> {
        Ok(())
    }
}

struct Person;

impl ControllerHandlers for Person {
    fn confirm(&self, _sender: ControllerPeer, _args: args::Confirm) -> Result<bool, Fault> {
        Ok(true)
    }

    fn log(&self, _sender: ControllerPeer, _args: args::Log) -> Result<(), Fault> {
        Ok(())
    }
}

// begin: pair
#[test]
fn the_voltmeter_measures() {
    let (_lab, controller) = pair(Voltmeter, Person).unwrap();
    let reading = controller.measure(All, args::Measure::new("A")).result();
    assert_eq!(reading, Ok(Reading::new(1.5)));
}
// end
