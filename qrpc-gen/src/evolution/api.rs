//! Changes of the API as a whole.

use super::{Change, ChangeKind, Comparison, Lost, Senders};
use crate::model::{Api, Cancel, SendDefaults, Side};

impl Comparison<'_> {
    pub(super) fn api(&mut self) {
        // `Api` is destructured, so that a new field does not compile until it has a rule here.
        let Api {
            name: _,
            inverted: _,
            version,
            doc,
            types: _,
            errors: _,
            send_defaults,
            ignores_unknown_args,
            fault_code,
            cancel,
            methods: _,
        } = self.old;
        let place = if self.old.is_shared() {
            "file".to_owned()
        } else {
            format!("API `{}`", self.old.name)
        };
        self.side(&place, "the API", Side::Normal);
        self.side(&place, "the inverted API", Side::Inverted);
        self.text(
            ChangeKind::VersionChanged,
            &place,
            "its version",
            version,
            &self.new.version,
        );
        self.doc(&place, doc, &self.new.doc);
        if *send_defaults != self.new.send_defaults {
            let what = match self.new.send_defaults {
                SendDefaults::Always => {
                    "arguments and fields that equal their default are now sent"
                }
                SendDefaults::ExceptArguments => {
                    "if they equal their default, fields are now sent, and arguments are omitted"
                }
                SendDefaults::Never => {
                    "arguments and fields that equal their default are now omitted"
                }
            };
            self.push(Change::new(ChangeKind::SendDefaultsChanged, &place, what));
        }
        let (what, new) = ("its `unknown_args`", self.new.ignores_unknown_args);
        let kind = ChangeKind::UnknownArgsChanged;
        self.text(kind, &place, what, ignores_unknown_args, &new);
        let (what, new) = ("its `fault_code`", self.new.fault_code);
        self.text(ChangeKind::FaultCodeChanged, &place, what, fault_code, &new);
        if spelled(cancel.as_ref(), self.old) != spelled(self.new.cancel.as_ref(), self.new) {
            let change = Change::new(ChangeKind::CancelChanged, &place, "its `cancel` changed");
            self.push(change.wire(Senders::EITHER, Lost::BOTH));
        }
    }

    fn side(&mut self, place: &str, what: &str, side: Side) {
        let (old, new) = (self.old.side_name(side), self.new.side_name(side));
        if old != new {
            let what = format!("the name of {what} changed from `{old}` to `{new}`");
            self.push(Change::new(ChangeKind::SideRenamed, place, what).source());
        }
    }
}

/// Returns the notification that cancels a call, its member with the id of the call, and the code
/// of the error that answers a cancelled call. Codes are compared since the id of an error differs
/// between versions.
fn spelled<'a>(cancel: Option<&'a Cancel>, api: &Api) -> Option<(&'a str, &'a str, Option<i64>)> {
    let code = |cancel: &Cancel| cancel.error.map(|error| api.error_def(error).code);
    cancel.map(|cancel| (cancel.method.as_str(), cancel.id.as_str(), code(cancel)))
}
