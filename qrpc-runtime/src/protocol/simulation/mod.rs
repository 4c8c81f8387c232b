//! A simulation of two programs and several connections between them, with all kinds of failures.
//!
//! Messages are split at any byte. Connections drop, stall and are half closed. Reading from peers
//! is paused. Replies come late, twice, or over another connection than the call. In the end, every
//! call must be settled exactly once, messages must arrive in order, and nothing may remain queued.
//! The seed determines a run, and a failure names its seed.

mod closing;
mod end;
mod world;

use std::collections::BTreeMap;

use world::World;

const STEPS: u32 = 10_000;
const SEEDS: u64 = 24;

/// The number of times that each event happened, so that a test can check that every kind of
/// failure occurred.
#[derive(Debug, Default)]
struct Happened {
    answered: u32,
    expired: u32,
    dropped: u32,
    cancelled: u32,
    refused: u32,
    overloaded: u32,
    too_many: u32,
    held_back: u32,
    stalled: u32,
    drained: u32,
    stray: u32,
    doubled: u32,
    misdirected: u32,
}

impl Happened {
    fn each(&self) -> [(&'static str, u32); 13] {
        [
            ("answered", self.answered),
            ("expired", self.expired),
            ("dropped", self.dropped),
            ("cancelled", self.cancelled),
            ("refused", self.refused),
            ("overloaded", self.overloaded),
            ("too many", self.too_many),
            ("held back", self.held_back),
            ("stalled", self.stalled),
            ("drained", self.drained),
            ("stray", self.stray),
            ("doubled", self.doubled),
            ("misdirected", self.misdirected),
        ]
    }
}

fn run(seed: u64) -> Happened {
    let mut world = World::new(seed);
    (0..STEPS).for_each(|_| world.step());
    world.finish();
    world.happened
}

#[test]
fn every_call_settles_once_and_nothing_is_left_behind() {
    let mut totals = BTreeMap::new();
    for seed in 0..SEEDS {
        let happened = std::panic::catch_unwind(|| run(seed))
            .unwrap_or_else(|_| panic!("the run with seed {seed} failed"));
        for (what, times) in happened.each() {
            *totals.entry(what).or_insert(0) += times;
        }
    }
    let missing: Vec<_> = totals.iter().filter(|(_, times)| **times == 0).collect();
    assert!(missing.is_empty(), "never happened in any run: {missing:?}");
}
