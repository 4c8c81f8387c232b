//! The messages on the page "On the wire" are those that the runtime sends.
//!
//! With the environment variable `UPDATE_PAGE`, the test writes the page anew.

use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::{env, fs};

use end_to_end::SOON;
use end_to_end::bench::{Client, args};
use qrpc_runtime::codec::{Codec, CodecExpression as _, OutgoingMessage, Split};
use qrpc_runtime::{All, Builder};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/wire.md");
const CODECS: [&str; 5] = ["jrpc", r"jrpc:\n", "headers", "msgpack", "terse"];

/// A client, and the plain connection over which it sends.
struct Tap {
    client: Client,
    codec: Arc<dyn Codec>,
    stream: TcpStream,
    received: Vec<u8>,
}

impl Tap {
    fn open(codec: &str, configure: impl FnOnce(Builder<Client>) -> Builder<Client>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let transport = format!("tcp:{}", listener.local_addr().unwrap());
        let builder = Client::builder().codec(codec).transport(transport);
        let client = configure(builder).build().unwrap();
        client
            .ask
            .try_connect(|_sender, args| match args.question.as_str() {
                "" => Err("there is no question".into()),
                question => Ok(format!("{question}!")),
            });
        client.start().unwrap();
        let stream = listener.accept().unwrap().0;
        stream.set_read_timeout(Some(SOON)).unwrap();
        Self {
            client,
            codec: codec.codec().unwrap().with_max_depth(64),
            stream,
            received: Vec::new(),
        }
    }

    /// Waits for the next frame.
    fn frame(&mut self) -> String {
        loop {
            match self.codec.split(&self.received, 0) {
                Split::Frame { next, .. } if next <= self.received.len() => {
                    let frame: Vec<_> = self.received.drain(..next).collect();
                    return shown(&frame);
                }
                _ => {}
            }
            let mut buffer = [0; 4096];
            let read = self.stream.read(&mut buffer).unwrap();
            assert!(read > 0, "the connection ended");
            self.received.extend_from_slice(&buffer[..read]);
        }
    }

    /// Asks the client, and waits for the reply.
    fn reply_to(&mut self, question: &str) -> String {
        let call = OutgoingMessage::Call {
            method: "ask",
            id: Some(7),
            args: &args::Ask {
                question: question.to_owned(),
            },
            timeout: None,
        };
        let mut frame = Vec::new();
        self.codec.encode(&call, &mut frame).unwrap();
        self.codec.frame(&mut frame, 0).unwrap();
        self.stream.write_all(&frame).unwrap();
        self.frame()
    }
}

/// Text with escapes for control characters, or the hexadecimal bytes of what is not text.
fn shown(frame: &[u8]) -> String {
    let is_text = |byte: &u8| matches!(byte, b'\0' | b'\r' | b'\n' | b' '..=b'~');
    if frame.iter().all(is_text) && !frame.starts_with(b"\0\0") {
        return frame
            .escape_ascii()
            .to_string()
            .replace("\\\"", "\"")
            .replace("\\'", "'")
            .replace("\\x00", "\\0");
    }
    let bytes: Vec<_> = frame.iter().map(|byte| format!("{byte:02x}")).collect();
    bytes.join(" ")
}

/// The messages of one codec, each with its kind.
fn messages(codec: &str) -> Vec<(&'static str, String)> {
    let mut tap = Tap::open(codec, |builder| builder);
    let text = || "hello".to_owned();
    tap.client.note(All, args::Note { text: text() }).unwrap();
    let mut rows = vec![("notification", tap.frame())];
    let call = tap.client.echo(All, args::Echo { text: text() });
    rows.push(("call", tap.frame()));
    call.cancel();
    rows.push(("cancellation of the call", tap.frame()));
    let data = [0, 1, 255].into();
    let _blob = tap.client.blob(All, args::Blob { data });
    rows.push(("call with bytes", tap.frame()));
    rows.push(("result", tap.reply_to("ready")));
    rows.push(("error", tap.reply_to("")));
    if [r"jrpc:\n", "headers"].contains(&codec) {
        let _calls = tap.client.batch(All, |peer| {
            peer.note(args::Note { text: text() })?;
            Ok(peer.maybe())
        });
        rows.push(("batch", tap.frame()));
    }
    if codec != "terse" {
        let mut tap = Tap::open(codec, |builder| builder.send_timeouts(true));
        let _call = tap.client.brief(All, args::Brief { text: text() });
        rows.push(("call that says how long its caller waits", tap.frame()));
    }
    let security = |builder: Builder<Client>| builder.security("blindly_believe_everything:alice");
    let mut tap = Tap::open(codec, security);
    tap.client.ping(All).unwrap();
    let pair = format!("{}` then `{}", tap.frame(), tap.frame());
    rows.push(("message with security information", pair));
    rows
}

/// The table of one codec.
fn table(codec: &str) -> String {
    let mut table = "| message | bytes |\n| --- | --- |\n".to_owned();
    for (kind, bytes) in messages(codec) {
        writeln!(table, "| {kind} | `{bytes}` |").unwrap();
    }
    table
}

/// The page with the table of each codec below its heading.
fn renewed(page: &str) -> String {
    let mut renewed = page.to_owned();
    for codec in CODECS {
        let begin = format!("<!-- messages: {codec} -->\n");
        let (before, rest) = renewed.split_once(&begin).expect(codec);
        let (_, after) = rest.split_once("<!-- end -->").expect(codec);
        renewed = format!("{before}{begin}{}<!-- end -->{after}", table(codec));
    }
    renewed
}

#[test]
fn the_page_shows_what_the_runtime_sends() {
    let page = fs::read_to_string(PAGE).unwrap();
    let renewed = renewed(&page);
    if env::var_os("UPDATE_PAGE").is_some() {
        fs::write(PAGE, &renewed).unwrap();
        return;
    }
    for (line, expected) in page.lines().zip(renewed.lines()) {
        assert_eq!(line, expected, "UPDATE_PAGE=1 renews the page");
    }
    assert_eq!(page.lines().count(), renewed.lines().count());
}
