//! The codec `terse`, with a person who types lines.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpStream;

use end_to_end::bench::Bench;
use end_to_end::{SOON, serve};

#[test]
fn lines_that_a_person_types_are_answered() {
    let (_bench, address) = serve(Bench::builder().codec("terse"), |bench| {
        bench.echo.connect(|_, args| args.text);
        bench.note.connect(|sender, args| {
            sender
                .tell(end_to_end::bench::args::Tell::default().text(args.text))
                .unwrap();
        });
    });
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(SOON)).unwrap();
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
    for (typed, expected) in [
        ("echo/1 text:\"hello\"\r\n", r#"[1]:"hello""#),
        ("\r\n\n echo/2 \n", r#"[2]:"""#),
        ("note text:\"grüße\"\n", r#"tell text:"grüße""#),
        ("echo/3 text:5\n", "[3]! message:"),
        ("echo/4 text:\n", "[4]! message:"),
        (
            "sing/5\n",
            "[5]! message:\"this side does not answer the method `sing`\" code:-32601",
        ),
        ("sing/\n", "[]! message:"),
        ("sing/99999999999999999999\n", "[]! message:"),
        ("[5\n", "[]! message:"),
    ] {
        stream.write_all(typed.as_bytes()).unwrap();
        let answer = lines.next().unwrap().unwrap();
        assert!(answer.starts_with(expected), "{typed:?}: {answer}");
    }
}
