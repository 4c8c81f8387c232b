//! Changes of methods.

use super::fields::Home;
use super::matching::{Matched, methods, raised};
use super::{Change, ChangeKind, Comparison, Lost, Senders};
use crate::model::{Api, Direction, Method, Params, Timeout};

impl Comparison<'_> {
    pub(super) fn methods(&mut self) {
        for matched in methods(self.old, self.new) {
            match matched {
                Matched::Added(method) => self.method_added(method),
                Matched::Removed(method) => self.method_removed(method),
                Matched::Both(old, new) => self.method(old, new),
            }
        }
    }

    /// Reports a new method. A new method does not break the wire, since nobody needs to call it,
    /// but breaks the source of the side that answers it: the handlers trait of that side requires
    /// a new function.
    fn method_added(&mut self, method: &Method) {
        let what = format!("added; {}", answers(self.new, method.direction));
        self.push(Change::new(ChangeKind::MethodAdded, place(method), what).source());
    }

    fn method_removed(&mut self, method: &Method) {
        let callers = Senders::callers(method.direction);
        let change = Change::new(ChangeKind::MethodRemoved, place(method), "removed");
        self.push(change.source().wire(callers, Lost::OLD_TO_NEW));
    }

    fn method(&mut self, old: &Method, new: &Method) {
        // `Method` is destructured, so that a new field does not compile until it has a rule here.
        let Method {
            wire: _,
            rust: _,
            type_name: _,
            doc,
            direction: _,
            args: _,
            any_args,
            args_record: _,
            params: _,
            reply: _,
            raises: _,
            error: _,
            positional: _,
            timeout: _,
            deprecated,
            since,
        } = old;
        let place = place(old);
        let callers = Senders::callers(old.direction).and(Senders::callers(new.direction));
        self.method_names(&place, callers, old, new);
        self.direction(&place, old.direction, new.direction);
        self.arguments(&place, callers, old, new);
        if *any_args != new.any_args {
            let what = if new.any_args {
                "its arguments changed from declared arguments to one value of any type"
            } else {
                "its arguments changed from one value of any type to declared arguments"
            };
            let lost = if new.any_args {
                Lost::NEW_TO_OLD
            } else {
                Lost::OLD_TO_NEW
            };
            let change = Change::new(ChangeKind::AnyArgsChanged, &place, what).source();
            self.push(change.wire(callers, lost));
        }
        self.reply(
            &place,
            callers.others(),
            old.reply.as_ref(),
            new.reply.as_ref(),
        );
        self.raises(&place, old, new);
        self.timeout(&place, old, new);
        self.deprecation(&place, deprecated.as_ref(), new.deprecated.as_ref());
        self.since(&place, since.as_ref(), new.since.as_ref());
        self.doc(&place, doc, &new.doc);
    }

    fn method_names(&mut self, place: &str, callers: Senders, old: &Method, new: &Method) {
        if old.wire != new.wire {
            let what = format!("its name on the wire changed to `{}`", new.wire);
            self.push(
                Change::new(ChangeKind::MethodWireChanged, place, what).wire(callers, Lost::BOTH),
            );
        }
        let kind = ChangeKind::MethodRenamed;
        if old.rust == new.rust {
            self.rust_name(kind, place, &old.type_name, &new.type_name);
        } else {
            self.rust_name(kind, place, &old.rust, &new.rust);
        }
    }

    fn direction(&mut self, place: &str, old: Direction, new: Direction) {
        if old != new {
            let what = format!("its direction changed from {} to {}", word(old), word(new));
            // The call fails if a side with the old version may still call the method, and the
            // other side with the new version no longer answers it.
            let gone = Senders::callers(old).without(Senders::callers(new));
            self.push(
                Change::new(ChangeKind::DirectionChanged, place, what)
                    .source()
                    .wire(gone, Lost::OLD_TO_NEW),
            );
        }
    }

    fn arguments(&mut self, place: &str, callers: Senders, old: &Method, new: &Method) {
        let any = !old.args.is_empty() && !new.args.is_empty();
        if any && old.params != new.params {
            // A method that accepts its arguments as a list also accepts them by name.
            let refuses_lists =
                |method: &Method| method.params == Params::ByName && !method.positional;
            let lost = match new.params {
                Params::ByPosition => Lost::NEW_TO_OLD.only_if(refuses_lists(old)),
                Params::ByName => Lost::OLD_TO_NEW.only_if(refuses_lists(new)),
            };
            let what = match new.params {
                Params::ByPosition => "its arguments are now sent by position",
                Params::ByName => "its arguments are now sent by name",
            };
            self.push(Change::new(ChangeKind::ParamsChanged, place, what).wire(callers, lost));
        }
        match (old.positional, new.positional) {
            (false, true) => {
                let what = "it now accepts positional arguments";
                self.push(Change::new(ChangeKind::PositionalAllowed, place, what));
            }
            // The conversion from a tuple to the arguments is removed too. The wire does not break:
            // `allow_positional_args` lets a stub accept lists, but does not make it send lists.
            (true, false) => {
                let what = "it no longer accepts positional arguments";
                self.push(Change::new(ChangeKind::PositionalRefused, place, what).source_if(any));
            }
            _ => {}
        }
        let name =
            |api: &Api, method: &Method| Some(api.type_def(method.args_record?).rust.clone());
        if name(self.old, old) != name(self.new, new) {
            // The conversion from the old record to the arguments is removed.
            let is_lost = any && old.args_record.is_some();
            let what = "the record type of its arguments changed";
            let change = Change::new(ChangeKind::ArgsRecordChanged, place, what);
            self.push(change.source_if(is_lost));
        }
        let home = Home::Arguments { old, new, callers };
        self.fields(place, &home, &old.args, &new.args);
    }

    /// Reports changes of the errors that a method raises, and of its error type in Rust. The error
    /// type is an enum with a variant for all unknown errors.
    fn raises(&mut self, place: &str, old: &Method, new: &Method) {
        if old.error != new.error {
            let name =
                |error: &Option<String>| error.clone().unwrap_or_else(|| "CallError".to_owned());
            let what = format!(
                "the error type of its calls changed from `{}` to `{}`",
                name(&old.error),
                name(&new.error)
            );
            self.push(Change::new(ChangeKind::ErrorTypeChanged, place, what).source());
        }
        let both = raised((self.old, old), (self.new, new));
        let (old_api, new_api) = (self.old, self.new);
        for error in old.raises.iter().map(|id| old_api.error_def(*id)) {
            if !both.iter().any(|(old, _)| old.rust == error.rust) {
                let what = format!("it no longer raises `{}`", error.name);
                self.push(Change::new(ChangeKind::RaisesRemoved, place, what).source());
            }
        }
        for error in new.raises.iter().map(|id| new_api.error_def(*id)) {
            if !both.iter().any(|(_, new)| new.rust == error.rust) {
                let what = format!("it now raises `{}`", error.name);
                self.push(Change::new(ChangeKind::RaisesAdded, place, what).source());
            }
        }
    }

    fn timeout(&mut self, place: &str, old: &Method, new: &Method) {
        if old.timeout != new.timeout {
            let said = |method: &Method| match method.timeout {
                Some(Timeout::After(timeout)) => format!("{timeout:?}"),
                Some(Timeout::Never) => "none".to_owned(),
                None => "the API's timeout".to_owned(),
            };
            let what = format!("its timeout changed from {} to {}", said(old), said(new));
            self.push(Change::new(ChangeKind::TimeoutChanged, place, what));
        }
    }
}

fn place(method: &Method) -> String {
    format!("method `{}`", method.wire)
}

fn word(direction: Direction) -> &'static str {
    match direction {
        Direction::Incoming => "incoming",
        Direction::Outgoing => "outgoing",
        Direction::Both => "both",
    }
}

fn answers(api: &Api, direction: Direction) -> String {
    match direction {
        Direction::Incoming => format!("`{0}` answers it, and an old `{0}` rejects it", api.name),
        Direction::Outgoing => format!(
            "`{0}` answers it, and an old `{0}` rejects it",
            api.inverted
        ),
        Direction::Both => "both sides answer it, and an old side rejects it".to_owned(),
    }
}
