//! Changes of replies.

use super::{Change, ChangeKind, Comparison, Lost, Senders, spelling};
use crate::model::{Scalar, Type};

/// The type of the reply that a peer gets if it sends a notification with an id, and so as a call.
const NULL_REPLY: Type = Type::Scalar(Scalar::Null);

impl Comparison<'_> {
    /// Reports a changed reply of a method that both versions have. A peer that sends the message
    /// without an id breaks nothing: the receiver does not reply to it.
    pub(super) fn reply(
        &mut self,
        place: &str,
        answering: Senders,
        old: Option<&Type>,
        new: Option<&Type>,
    ) {
        match (old, new) {
            (None, None) => {}
            (Some(old), Some(new)) => {
                self.ty(&format!("{place}, reply"), answering, old, new);
            }
            (None, Some(new)) => {
                let what = format!("it now replies with `{}`", spelling::ty(self.new, new));
                let unread = self.lost(&NULL_REPLY, new).old_to_new;
                self.push(
                    Change::new(ChangeKind::ReplyAdded, place, what)
                        .source()
                        .wire(answering, Lost::OLD_TO_NEW.only_if(unread)),
                );
            }
            (Some(old), None) => {
                let what = "it no longer replies";
                let unread = self.lost(old, &NULL_REPLY).new_to_old;
                self.push(
                    Change::new(ChangeKind::ReplyRemoved, place, what)
                        .source()
                        .wire(answering, Lost::NEW_TO_OLD.only_if(unread)),
                );
            }
        }
    }
}
