//! Handlers that run until the test lets them end.

use std::hint;
use std::sync::Mutex;
use std::sync::mpsc::{self, TryRecvError};

use crate::SOON;

/// What a handler does until the test lets it end.
#[derive(Clone, Copy, Debug)]
pub enum Hold {
    /// The handler blocks its thread.
    Blocks,
    /// The handler keeps a processor busy.
    Computes,
}

impl Hold {
    /// All values of `Hold`.
    pub const ALL: [Self; 2] = [Self::Blocks, Self::Computes];
}

/// The handler's end of a gate: [`pass`](Self::pass) keeps the handler running until the test opens
/// the gate.
pub struct Gate {
    hold: Hold,
    enters: mpsc::Sender<()>,
    opened: Mutex<mpsc::Receiver<()>>,
}

/// The test's end of a gate. Dropping the key opens the gate.
pub struct Key {
    entered: mpsc::Receiver<()>,
    _opens: mpsc::Sender<()>,
}

/// Returns a closed gate, and its key.
#[must_use]
pub fn gate(hold: Hold) -> (Gate, Key) {
    let (enters, entered) = mpsc::channel();
    let (opens, opened) = mpsc::channel();
    let gate = Gate {
        hold,
        enters,
        opened: Mutex::new(opened),
    };
    let key = Key {
        entered,
        _opens: opens,
    };
    (gate, key)
}

impl Gate {
    /// Waits until the gate is open.
    pub fn pass(&self) {
        self.enters.send(()).ok();
        let opened = self.opened.lock().unwrap();
        match self.hold {
            Hold::Blocks => drop(opened.recv()),
            Hold::Computes => {
                while opened.try_recv() == Err(TryRecvError::Empty) {
                    hint::spin_loop();
                }
            }
        }
    }
}

impl Key {
    /// Waits until a handler waits at the gate.
    pub fn wait_entered(&self) {
        self.entered.recv_timeout(SOON).unwrap();
    }

    /// Opens the gate, so that the handler ends.
    pub fn open(self) {}
}
