//! A world of two programs and several connections between them, in which everything goes wrong.
//!
//! Messages are cut anywhere, connections drop, replies come late, twice, or over another
//! connection than the call; then everything must be settled, once, and nothing be left behind.
//! A run is determined by its seed, which a failure names.

mod world;

use world::World;

const STEPS: u32 = 10_000;
const SEEDS: u64 = 24;

/// How often each thing went wrong, so that a run in which nothing did is found out.
#[derive(Debug, Default)]
struct Happened {
    answered: u32,
    expired: u32,
    dropped: u32,
    cancelled: u32,
    refused: u32,
    stray: u32,
    doubled: u32,
    misdirected: u32,
}

fn run(seed: u64) -> Happened {
    let mut world = World::new(seed);
    (0..STEPS).for_each(|_| world.step());
    world.finish();
    world.happened
}

#[test]
fn every_call_settles_once_and_nothing_is_left_behind() {
    for seed in 0..SEEDS {
        let happened = std::panic::catch_unwind(|| run(seed))
            .unwrap_or_else(|_| panic!("the run with seed {seed} failed"));
        let Happened {
            answered,
            expired,
            dropped,
            cancelled,
            refused,
            stray,
            ..
        } = happened;
        let Happened {
            doubled,
            misdirected,
            ..
        } = happened;
        for (what, times) in [
            ("answered", answered),
            ("expired", expired),
            ("dropped", dropped),
            ("cancelled", cancelled),
            ("refused", refused),
            ("stray", stray),
            ("doubled", doubled),
            ("misdirected", misdirected),
        ] {
            assert!(
                times > 0,
                "nothing was ever {what} in the run with seed {seed}"
            );
        }
    }
}
