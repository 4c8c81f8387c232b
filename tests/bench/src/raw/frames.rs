//! Splits the bytes from a stream into frames.

use std::io::{self, Read};

use memchr::memchr;

use super::END;

/// The bytes that were read and are not consumed yet, in one reused buffer.
pub(crate) struct Frames {
    buffer: Vec<u8>,
    /// The offset in the buffer at which the next frame begins.
    begin: usize,
    /// The offset up to which no end of a frame was found.
    searched: usize,
    /// The offset up to which the buffer is filled.
    filled: usize,
}

/// The initial size of the buffer in bytes.
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

    /// Reads once from the stream. Returns `false` at the end of the stream.
    pub(crate) fn read_from(&mut self, stream: &mut impl Read) -> io::Result<bool> {
        self.make_room();
        let count = stream.read(&mut self.buffer[self.filled..])?;
        self.filled += count;
        Ok(count > 0)
    }

    /// Returns the next complete frame without its end byte; `None` if no frame is complete.
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

    /// Makes room for reading. If all bytes were consumed, starts again at the front of the buffer.
    /// If the buffer is full, moves the remaining bytes to the front, or enlarges the buffer if one
    /// incomplete frame fills it.
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
