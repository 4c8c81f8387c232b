//! Reads the key `cancel`, which declares how calls are cancelled.

use super::{Keys, KnownKeys, Lower, foreign};
use crate::diagnostic::catalogue::{self, MapPlace};
use crate::spec::declaration::CancelDecl;

const CANCEL_KEYS: KnownKeys = KnownKeys {
    owner: "`cancel`",
    keys: &["method", "id", "error", "answered"],
    members: None,
    foreign: foreign::CANCEL_WORDS,
};

impl Lower<'_> {
    pub(super) fn cancel(&mut self, keys: &Keys<'_>) -> Option<CancelDecl> {
        let entry = keys.get("cancel")?;
        let map = self.map(&entry.value, MapPlace::Cancel)?;
        let keys = self.keys(map, &CANCEL_KEYS);
        let key = entry.key.span;
        if keys.get("method").is_none() && !keys.has_unread() {
            let help = "add `method` with the name of the notification, such as `$/cancelRequest`";
            self.report(catalogue::missing_key(key, "`cancel`", "method", help));
        }
        Some(CancelDecl {
            key,
            method: self.text(&keys, "method"),
            id: self.text(&keys, "id"),
            error: self.text(&keys, "error"),
            answered: self.truth(&keys, "answered"),
        })
    }
}
