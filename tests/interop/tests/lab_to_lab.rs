//! Two `lab` programs run their test cases against each other over every link and in every dialect.

use anyhow::Result;
use interop::{Dialect, Link, Meeting, Party, Program, Side};

fn all_cases_pass(link: Link, asking: Side) -> Result<()> {
    let lab = |side| Party {
        program: Program::Lab,
        side,
    };
    for dialect in Dialect::ALL {
        for hosting in Side::BOTH {
            let (host, guest) = (lab(hosting), lab(hosting.other()));
            Meeting {
                link,
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
fn the_normal_side_passes_all_cases_over_tcp() -> Result<()> {
    all_cases_pass(Link::Tcp, Side::Inverted)
}

#[test]
fn the_inverted_side_passes_all_cases_over_tcp() -> Result<()> {
    all_cases_pass(Link::Tcp, Side::Normal)
}

#[test]
fn the_normal_side_passes_all_cases_as_parent_and_as_child() -> Result<()> {
    all_cases_pass(Link::Child, Side::Inverted)
}

#[test]
fn the_inverted_side_passes_all_cases_as_parent_and_as_child() -> Result<()> {
    all_cases_pass(Link::Child, Side::Normal)
}
