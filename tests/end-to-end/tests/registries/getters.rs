//! The functions of an API that return its transport, codec and security provider.

use std::error::Error;
use std::net::TcpListener;

use end_to_end::bench::Bench;
use qrpc_runtime::StartError;
use qrpc_runtime::codec::Jrpc;
use qrpc_runtime::security::BlindlyBelieveEverything;
use qrpc_runtime::transport::{Internal, Process, Tcp, TcpServer};

#[test]
fn the_defaults_are_told() {
    let bench = Bench::builder().build().unwrap();
    assert_eq!(bench.transport(), None);
    assert_eq!(bench.codec(), "jrpc");
    assert_eq!(bench.security(), "null");
    assert!(!bench.is_running());
}

#[test]
fn strings_are_told_as_they_were_given() {
    for transport in [
        "tcp:localhost:8888",
        "tcp:[::1]:8888",
        "tcpserv::8888",
        "tcpserv:127.0.0.1:0",
        "tcpserv:[::1]:0",
        "internal:bus",
        "internal:bus:name",
        "stdio:",
        "process:(cat)",
        "process:(sh -c 'sleep 1; echo \"x\"')",
    ] {
        let bench = Bench::builder().transport(transport).build().unwrap();
        assert_eq!(bench.transport().as_deref(), Some(transport));
    }
    for codec in [
        "jrpc",
        r"jrpc:\n",
        r"jrpc:\r\n",
        r"jrpc:\\",
        r"jrpc:\t|",
        "jrpc:end",
    ] {
        let bench = Bench::builder().codec(codec).build().unwrap();
        assert_eq!(bench.codec(), codec);
    }
    for security in [
        "blindly_believe_everything",
        "blindly_believe_everything:an:user",
    ] {
        let bench = Bench::builder().security(security).build().unwrap();
        assert_eq!(bench.security(), security);
    }
}

#[test]
fn objects_are_told_as_the_strings_that_name_them() {
    let bench = Bench::builder()
        .codec(Jrpc::delimited_by("\n").unwrap())
        .security(BlindlyBelieveEverything::default())
        .transport(Process::new("echo", ["two words"]))
        .build()
        .unwrap();
    assert_eq!(bench.codec(), r"jrpc:\n");
    assert_eq!(bench.security(), "blindly_believe_everything");
    assert_eq!(bench.transport().unwrap(), "process:(echo 'two words')");
    bench.set_transport(Tcp::new("::1", 1)).unwrap();
    assert_eq!(bench.transport().unwrap(), "tcp:[::1]:1");
    bench.set_transport(TcpServer::new("", 1)).unwrap();
    assert_eq!(bench.transport().unwrap(), "tcpserv::1");
    bench.set_transport(Internal::new("bus", "name")).unwrap();
    assert_eq!(bench.transport().unwrap(), "internal:bus:name");
}

#[test]
fn an_api_goes_on_with_the_next_transport_that_starts() {
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = format!("tcpserv:{}", other.local_addr().unwrap());
    let bench = Bench::builder().transport("tcpserv:127.0.0.1:0");
    let bench = bench.build().unwrap();
    bench.start().unwrap();
    assert!(bench.is_running());
    for _ in 0..2 {
        assert!(bench.set_transport(taken.as_str()).is_err());
        assert!(!bench.is_running());
        assert_eq!(bench.transport().as_ref(), Some(&taken));
        assert!(bench.start().is_err());
    }
    bench.set_transport("tcpserv:127.0.0.1:0").unwrap();
    assert!(bench.is_running());
    assert!(bench.address().is_some());
    assert!(bench.set_transport(taken.as_str()).is_err());
    bench.stop();
    bench.set_transport("tcpserv:127.0.0.1:0").unwrap();
    assert!(!bench.is_running());
}

#[test]
fn what_kept_a_transport_from_starting_is_said_once() {
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = format!("tcpserv:{}", other.local_addr().unwrap());
    for transport in [
        taken.as_str(),
        "process:(/no/such/program)",
        "tcp:127.0.0.1:1",
    ] {
        let bench = Bench::builder().transport(transport).build().unwrap();
        let error = bench.start().unwrap_err();
        let StartError::Transport(why) = &error else {
            panic!("{error}");
        };
        let cause = why.error.to_string();
        let mut texts = String::new();
        let mut next: Option<&dyn Error> = Some(&error);
        while let Some(error) = next {
            texts += &error.to_string();
            next = error.source();
        }
        assert_eq!(texts.matches(&cause).count(), 1, "{texts}");
    }
}
