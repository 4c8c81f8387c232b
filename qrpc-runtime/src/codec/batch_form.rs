//! The form of batches.

/// The bytes around and between the messages of a batch. For JSON these are brackets and commas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BatchForm {
    /// The bytes before the first message.
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

    /// Returns the batch of these messages.
    pub(crate) fn join<'m>(&self, messages: impl IntoIterator<Item = &'m [u8]>) -> Vec<u8> {
        let mut batch = self.begin.to_vec();
        for (place, message) in messages.into_iter().enumerate() {
            if place > 0 {
                batch.extend_from_slice(self.separator);
            }
            batch.extend_from_slice(message);
        }
        batch.extend_from_slice(self.end);
        batch
    }
}
