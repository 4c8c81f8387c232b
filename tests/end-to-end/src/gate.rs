//! Handlers that run until the test lets them end.

use std::hint;
use std::sync::Mutex;
use std::sync::mpsc::{self, TryRecvError};

use crate::SOON;

/// How a handler spends its time.
#[derive(Clone, Copy, Debug)]
pub enum Hold {
    /// It sleeps.
    Blocks,
    /// It keeps a processor busy.
    Computes,
}

impl Hold {
    /// Both ways.
    pub const ALL: [Self; 2] = [Self::Blocks, Self::Computes];
}

/// The handler's end: where it stays until the test opens the gate.
pub struct Gate {
    hold: Hold,
    enters: mpsc::Sender<()>,
    opened: Mutex<mpsc::Receiver<()>>,
}

/// The test's end. The gate opens when this is dropped, too.
pub struct Key {
    entered: mpsc::Receiver<()>,
    _opens: mpsc::Sender<()>,
}

/// A gate that is shut, and its key.
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
    /// Returns when the gate is open.
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
    /// Waits until a handler is at the gate.
    pub fn wait_entered(&self) {
        self.entered.recv_timeout(SOON).unwrap();
    }

    /// Lets the handler end.
    pub fn open(self) {}
}
