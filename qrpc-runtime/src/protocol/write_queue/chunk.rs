//! The chunks of a write queue.

/// One or more frames, of which some bytes may already be written.
#[derive(Default)]
pub(crate) struct Chunk {
    pub(super) bytes: Vec<u8>,
    pub(super) written: usize,
    /// The number of bytes that belong to replies.
    pub(super) replies: usize,
}

impl Chunk {
    /// Returns the bytes that are not written yet.
    pub(crate) fn rest(&self) -> &[u8] {
        self.bytes.get(self.written..).unwrap_or_default()
    }

    /// Counts `written` more bytes as written.
    pub(crate) fn advance(&mut self, written: usize) {
        self.written += written;
    }
}
