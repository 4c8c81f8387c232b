//! The real quickrpc on both ends: what fails here is not the lab's fault.

use anyhow::Result;
use interop::{Dialect, Link, Meeting, Party, Program, Side};

/// As many as `NAMES` of `python/cases.py`.
const CASES: usize = 21;

fn python(side: Side, checks: bool) -> Party {
    Party {
        program: Program::Python,
        side,
        checks,
    }
}

fn all_cases_pass(checking: Side) -> Result<()> {
    for dialect in Dialect::ALL {
        let meeting = Meeting {
            link: Link::Tcp,
            dialect,
            host: python(checking.other(), false),
            guest: python(checking, true),
        };
        assert_eq!(meeting.hold()?.len(), CASES, "{dialect}");
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
