//! The real quickrpc runs both sides, so a failure of this test is not a mistake in `lab`.

use anyhow::Result;
use interop::{Dialect, Link, Meeting, Party, Program, Side};

fn all_cases_pass(asking: Side) -> Result<()> {
    let python = |side| Party {
        program: Program::Python,
        side,
    };
    for dialect in Dialect::ALL {
        for hosting in Side::BOTH {
            let (host, guest) = (python(hosting), python(hosting.other()));
            Meeting {
                link: Link::Tcp,
                dialect,
                host,
                guest,
                asking,
            }
            .hold()?;
        }
    }
    Ok(())
}

#[test]
fn the_normal_side_passes_all_cases() -> Result<()> {
    all_cases_pass(Side::Inverted)
}

#[test]
fn the_inverted_side_passes_all_cases() -> Result<()> {
    all_cases_pass(Side::Normal)
}
