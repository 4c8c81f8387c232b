//! The first API.

use std::error::Error;

// begin: lab
use guide::lab::{Lab, LabHandlers, LabPeer, Reading, args};
use qrpc_runtime::Fault;

struct Voltmeter;

impl LabHandlers for Voltmeter {
    fn measure(&self, sender: LabPeer, args: args::Measure) -> Result<Reading, Fault> {
        sender.log(args::Log::new(format!("measuring {}", args.channel)))?;
        Ok(Reading::new(1.5))
    }

    fn reset(&self, _sender: LabPeer) -> Result<(), Fault> {
        Ok(())
    }
}

fn start_lab() -> Result<Lab, Box<dyn Error>> {
    let lab = Lab::builder()
        .transport("tcpserv:127.0.0.1:0")
        .handlers(Voltmeter)
        .build()?;
    lab.start()?;
    Ok(lab)
}
// end

// begin: controller
use guide::lab::{Controller, ControllerHandlers, ControllerPeer};
use qrpc_runtime::All;

struct Person;

impl ControllerHandlers for Person {
    fn confirm(&self, _sender: ControllerPeer, args: args::Confirm) -> Result<bool, Fault> {
        Ok(args.question.contains("sure"))
    }

    fn log(&self, _sender: ControllerPeer, args: args::Log) -> Result<(), Fault> {
        println!("{}", args.line);
        Ok(())
    }
}

fn measure(address: &str) -> Result<Reading, Box<dyn Error>> {
    let controller = Controller::builder()
        .transport(format!("tcp:{address}"))
        .handlers(Person)
        .build()?;
    controller.start()?;
    let reading = controller
        .measure(All, args::Measure::new("A").samples(10))
        .result()?;
    Ok(reading)
}
// end

#[test]
fn both_sides_work() {
    let lab = start_lab().unwrap();
    let address = lab.address().unwrap();
    assert_eq!(measure(&address).unwrap(), Reading::new(1.5).unit("V"));
}
