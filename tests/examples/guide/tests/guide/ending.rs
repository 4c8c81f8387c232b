//! The end of an API, and children.

use std::time::Duration;

use guide::lab::{Controller, Lab};
use qrpc_runtime::DisconnectReason;
use qrpc_runtime::transport::Process;

use crate::testing::connect;

#[test]
fn an_api_stops_in_time() {
    let (lab, controller) = connect(Lab::builder(), |_lab| {});
    // begin: stop
    if let Err(error) = lab.stop_within(Duration::from_secs(5)) {
        eprintln!("{error}");
    }
    // end
    assert_eq!(controller.wait(), Ok(()));
}

#[cfg(unix)]
#[test]
fn the_end_of_a_child_has_its_exit_code() {
    // begin: child
    let plugin = Process::new("sh", ["-c", "exit 3"]).env("RUST_LOG", "info");
    let controller = Controller::builder().transport(plugin).build().unwrap();
    controller.start().unwrap();
    if let Err(DisconnectReason::Exited(exit)) = controller.wait() {
        println!("{exit}"); // the child process exited with code 3
    }
    // end
    assert!(!controller.is_running());
}
