//! Splits what comes from a stream into frames.

use std::io::{self, Read};

use memchr::memchr;

use super::END;

/// The bytes that were read and not yet taken, in a buffer that is used again and again.
pub(crate) struct Frames {
    buffer: Vec<u8>,
    /// Where the next frame begins.
    begin: usize,
    /// Up to here there is no end of a frame.
    searched: usize,
    /// Up to here the buffer is filled.
    filled: usize,
}

/// The size of the buffer before a frame needs more.
const SIZE: usize = 32 << 10;

impl Frames {
    pub(crate) fn new() -> Self {
        Self {
            buffer: vec![0; SIZE],
            begin: 0,
            searched: 0,
            filled: 0,
        }
    }

    /// Reads once. Returns whether the stream goes on.
    pub(crate) fn read_from(&mut self, stream: &mut impl Read) -> io::Result<bool> {
        self.make_room();
        let count = stream.read(&mut self.buffer[self.filled..])?;
        self.filled += count;
        Ok(count > 0)
    }

    /// The next frame that is complete, without its end.
    pub(crate) fn next(&mut self) -> Option<&[u8]> {
        let Some(distance) = memchr(END, &self.buffer[self.searched..self.filled]) else {
            self.searched = self.filled;
            return None;
        };
        let frame = self.begin..self.searched + distance;
        self.begin = frame.end + 1;
        self.searched = self.begin;
        Some(&self.buffer[frame])
    }

    /// Begins at the front again when all was taken. Otherwise moves the rest there only if the
    /// buffer is full, and makes the buffer larger only if it is full of one frame.
    fn make_room(&mut self) {
        if self.begin == self.filled {
            (self.begin, self.searched, self.filled) = (0, 0, 0);
        } else if self.filled == self.buffer.len() && self.begin > 0 {
            self.buffer.copy_within(self.begin.., 0);
            self.searched -= self.begin;
            self.filled -= self.begin;
            self.begin = 0;
        } else if self.filled == self.buffer.len() {
            self.buffer.resize(self.buffer.len() * 2, 0);
        }
    }
}
