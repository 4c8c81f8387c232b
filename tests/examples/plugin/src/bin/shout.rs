//! The plugin: converts texts to upper case. It fails on purpose at the texts `crash`, which aborts
//! it, `exit`, which ends it with exit code 3, and the empty text, which it refuses.

use std::error::Error;
use std::process;

use plugin::api::{Plugin, PluginHandlers, PluginPeer, args};
use qrpc_runtime::Fault;

/// Converts texts to upper case.
struct Shout;

impl PluginHandlers for Shout {
    fn convert(&self, sender: PluginPeer, args: args::Convert) -> Result<String, Fault> {
        sender
            .log(args::Log::new(format!("converts {:?}", args.text)))
            .result()?;
        match args.text.as_str() {
            "crash" => process::abort(),
            "exit" => process::exit(3),
            "" => Err(Fault::new("there is nothing to convert")),
            text => Ok(text.to_uppercase()),
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let api = Plugin::builder()
        .transport("stdio:")
        .handlers(Shout)
        .build()?;
    api.start()?;
    // Returns when the host closes the standard input of this process.
    Ok(api.wait()?)
}
