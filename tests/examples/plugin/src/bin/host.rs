//! Lets a plugin convert texts. The plugin is a child process. If the plugin ends, the host prints
//! how it ended, starts it again, and continues with the next text.
//!
//! Usage: `host PLUGIN TEXT…`, where `PLUGIN` is the path of the plugin.

use std::error::Error;

use plugin::api::{Host, HostHandlers, HostPeer, args};
use qrpc_runtime::transport::Process;
use qrpc_runtime::{All, CallError, Fault};

/// Prints the log of the plugin.
struct Log;

impl HostHandlers for Log {
    fn log(&self, sender: HostPeer, args: args::Log) -> Result<(), Fault> {
        let program = sender.name();
        let name = program.rsplit(['/', '\\']).next().unwrap_or_default();
        println!("{name}: {}", args.line);
        Ok(())
    }
}

fn convert(host: &Host, text: &str) -> Result<(), Box<dyn Error>> {
    match host.convert(All, args::Convert::new(text)).result() {
        Ok(converted) => println!("{converted}"),
        Err(CallError::Disconnected { .. }) => {
            let end = match host.wait() {
                Ok(()) => "it ended by itself".to_owned(),
                Err(reason) => reason.to_string(),
            };
            println!("the plugin failed at `{text}`: {end}");
            host.start()?;
        }
        Err(error) => println!("the plugin refused `{text}`: {error}"),
    }
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let plugin = arguments.next().ok_or("usage: host PLUGIN TEXT…")?;
    let host = Host::builder()
        .transport(Process::new(plugin, [""; 0]))
        .handlers(Log)
        .build()?;
    host.start()?;
    for text in arguments {
        convert(&host, &text)?;
    }
    // Closes the input of the plugin, and waits for its end.
    host.stop();
    Ok(())
}
