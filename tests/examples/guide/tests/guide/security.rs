//! Security information.

use guide::lab::{Controller, Lab, Reading, args};
use qrpc_runtime::{All, Fault};

#[test]
fn the_sender_has_security_information() {
    // begin: secinfo
    let lab = Lab::builder()
        .transport("tcpserv:127.0.0.1:0")
        .security("blindly_believe_everything")
        .build()
        .unwrap();
    lab.measure
        .try_connect(|sender, _args| match sender.secinfo().user() {
            Some("alice") => Ok(Reading::new(1.5)),
            user => Err(Fault::new(format!("{user:?} may not measure"))),
        });
    // end
    lab.start().unwrap();
    let measure_as = |user: &str| {
        let controller = Controller::builder()
            .transport(format!("tcp:{}", lab.address().unwrap()))
            .security(format!("blindly_believe_everything:{user}"))
            .build()
            .unwrap();
        controller.start().unwrap();
        controller.measure(All, args::Measure::new("A")).result()
    };
    assert_eq!(measure_as("alice"), Ok(Reading::new(1.5)));
    measure_as("bob").unwrap_err();
}
