//! The form of batches.

/// The bytes around and between the messages of a batch. For JSON these are brackets and commas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BatchForm {
    /// The bytes before the first message. Not empty.
    pub begin: &'static [u8],
    /// The bytes between two messages.
    pub separator: &'static [u8],
    /// The bytes after the last message.
    pub end: &'static [u8],
}

impl BatchForm {
    /// A JSON array.
    pub const JSON: Self = Self {
        begin: b"[",
        separator: b",",
        end: b"]",
    };

    /// Appends a message to an unfinished batch, which is empty before its first message.
    pub(crate) fn append(&self, message: &[u8], batch: &mut Vec<u8>) {
        let before = if batch.is_empty() {
            self.begin
        } else {
            self.separator
        };
        batch.extend_from_slice(before);
        batch.extend_from_slice(message);
    }

    /// Finishes a batch that has messages.
    pub(crate) fn close(&self, batch: &mut Vec<u8>) {
        batch.extend_from_slice(self.end);
    }
}
