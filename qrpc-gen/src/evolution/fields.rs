//! Changes of the fields of records and errors, and of the arguments of methods. Arguments are
//! treated as fields, with two differences. A receiver refuses unknown arguments, but skips unknown
//! fields; these rules do not consider `unknown_args: ignore`. A sender omits arguments that equal
//! their default unless `send_defaults` is `true`, but fields that equal their default only if
//! `send_defaults` is `false`.

use super::matching::{Matched, fields, reordered};
use super::{Change, ChangeKind, Comparison, Lost, Senders, defaults, spelling};
use crate::model::{Api, Field, Literal, Method, Params, SendDefaults, Type};

/// The owner of fields.
pub(super) enum Home<'a> {
    /// The arguments of a method that both versions have. `callers` are the sides that call the
    /// method in both versions.
    Arguments {
        old: &'a Method,
        new: &'a Method,
        callers: Senders,
    },
    /// A record or the data of an error, with the sides that send it in both versions.
    Record(Senders),
}

/// The kinds of change to report, which differ between arguments and fields.
struct Kinds {
    noun: &'static str,
    added: ChangeKind,
    removed: ChangeKind,
    renamed: ChangeKind,
    wire: ChangeKind,
    default_added: ChangeKind,
    default_removed: ChangeKind,
    default_changed: ChangeKind,
    reordered: ChangeKind,
}

const ARGUMENT_KINDS: Kinds = Kinds {
    noun: "argument",
    added: ChangeKind::ArgumentAdded,
    removed: ChangeKind::ArgumentRemoved,
    renamed: ChangeKind::ArgumentRenamed,
    wire: ChangeKind::ArgumentWireChanged,
    default_added: ChangeKind::ArgumentDefaultAdded,
    default_removed: ChangeKind::ArgumentDefaultRemoved,
    default_changed: ChangeKind::ArgumentDefaultChanged,
    reordered: ChangeKind::ArgumentsReordered,
};

const FIELD_KINDS: Kinds = Kinds {
    noun: "field",
    added: ChangeKind::FieldAdded,
    removed: ChangeKind::FieldRemoved,
    renamed: ChangeKind::FieldRenamed,
    wire: ChangeKind::FieldWireChanged,
    default_added: ChangeKind::FieldDefaultAdded,
    default_removed: ChangeKind::FieldDefaultRemoved,
    default_changed: ChangeKind::FieldDefaultChanged,
    reordered: ChangeKind::FieldsReordered,
};

impl Home<'_> {
    fn kinds(&self) -> &'static Kinds {
        match self {
            Self::Arguments { .. } => &ARGUMENT_KINDS,
            Self::Record(_) => &FIELD_KINDS,
        }
    }

    fn senders(&self) -> Senders {
        match self {
            Self::Arguments { callers, .. } => *callers,
            Self::Record(senders) => *senders,
        }
    }

    /// Whether the fields are sent as a list, so that a field is identified by its position.
    fn by_position(&self) -> bool {
        match self {
            Self::Arguments { old, new, .. } => {
                old.params == Params::ByPosition && new.params == Params::ByPosition
            }
            Self::Record(_) => false,
        }
    }

    /// Whether Rust code can create the arguments from a tuple.
    fn takes_tuple(&self) -> bool {
        match self {
            Self::Arguments { old, new, .. } => old.positional && new.positional,
            Self::Record(_) => false,
        }
    }
}

impl Comparison<'_> {
    pub(super) fn fields(&mut self, owner: &str, home: &Home<'_>, old: &[Field], new: &[Field]) {
        let matches = fields(old, new);
        for matched in &matches {
            match matched {
                Matched::Added(field) => {
                    // An added field that is not at the end shifts the positions of the fields
                    // after it.
                    let shifts = home.by_position() && !is_behind(field, new, old.len());
                    self.field_added(owner, home, field, shifts);
                }
                Matched::Removed(field) => {
                    let shifts = home.by_position() && !is_behind(field, old, new.len());
                    self.field_removed(owner, home, field, shifts);
                }
                Matched::Both(old, new) => self.field(owner, home, old, new),
            }
        }
        if reordered(&matches, new) {
            self.reordered(owner, home, &matches, new);
        }
    }

    fn field_added(&mut self, owner: &str, home: &Home<'_>, field: &Field, shifts: bool) {
        let lost = match (home, &field.default) {
            // The old version refuses the added argument as unknown. The new version requires the
            // added argument, since it has no default.
            (Home::Arguments { .. }, None) => Lost::BOTH,
            (Home::Arguments { .. }, Some(_)) => {
                Lost::NEW_TO_OLD.only_if(self.new.send_defaults == SendDefaults::Always)
            }
            (Home::Record(_), None) => Lost::OLD_TO_NEW,
            (Home::Record(_), Some(_)) => Lost::NOTHING,
        };
        let lost = lost.or(Lost::BOTH.only_if(shifts));
        let what = format!("added, {}", self.defaulted(field));
        let change = Change::new(home.kinds().added, place(owner, home, field), what).source();
        self.push(change.wire(home.senders(), lost));
    }

    fn defaulted(&self, field: &Field) -> String {
        match &field.default {
            Some(default) => format!(
                "with the default `{}`",
                spelling::literal(self.new, default)
            ),
            None => "without a default".to_owned(),
        }
    }

    fn field_removed(&mut self, owner: &str, home: &Home<'_>, field: &Field, shifts: bool) {
        let required = field.default.is_none();
        let lost = match home {
            // The new version refuses the removed argument as unknown. The old version still
            // expects the removed argument if it is required.
            Home::Arguments { .. } => Lost::OLD_TO_NEW.or(Lost::NEW_TO_OLD.only_if(required)),
            Home::Record(_) => Lost::NEW_TO_OLD.only_if(required),
        };
        let lost = lost.or(Lost::BOTH.only_if(shifts));
        let change =
            Change::new(home.kinds().removed, place(owner, home, field), "removed").source();
        self.push(change.wire(home.senders(), lost));
    }

    fn field(&mut self, owner: &str, home: &Home<'_>, old: &Field, new: &Field) {
        // `Field` is destructured, so that a new field does not compile until it has a rule here.
        let Field {
            wire,
            rust,
            doc,
            ty,
            default: _,
            constraints,
            form,
            deprecated,
            since,
        } = old;
        let (place, kinds, senders) = (place(owner, home, old), home.kinds(), home.senders());
        if *wire != new.wire {
            let what = format!("its name on the wire changed to `{}`", new.wire);
            self.push(
                Change::new(kinds.wire, &place, what)
                    .wire(senders, Lost::BOTH.only_if(!home.by_position())),
            );
        }
        self.rust_name(kinds.renamed, &place, rust, &new.rust);
        self.ty(&place, senders, ty, &new.ty);
        if *form != new.form {
            let what = "its `flat` or its `const` changed";
            let change = Change::new(ChangeKind::TypeChanged, &place, what).source();
            self.push(change.wire(senders, Lost::BOTH));
        }
        self.default(&place, home, old, new);
        self.constraints(&place, senders, constraints, &new.constraints);
        self.deprecation(&place, deprecated.as_ref(), new.deprecated.as_ref());
        self.since(&place, since.as_ref(), new.since.as_ref());
        self.doc(&place, doc, &new.doc);
    }

    fn default(&mut self, place: &str, home: &Home<'_>, old: &Field, new: &Field) {
        let kinds = home.kinds();
        let said = |api, default: &Literal| spelling::literal(api, default);
        // Whether stubs of this version may omit the field if it equals its default. A `T?` whose
        // default is null is omitted whatever `send_defaults` is.
        let leaves_out = |api: &Api, field: &Field| {
            let omits = match home {
                Home::Arguments { .. } => api.send_defaults != SendDefaults::Always,
                Home::Record(_) => api.send_defaults == SendDefaults::Never,
            };
            omits || matches!(field.ty, Type::Optional(_)) && field.default == Some(Literal::Null)
        };
        let (old_leaves, new_leaves) = (leaves_out(self.old, old), leaves_out(self.new, new));
        let (change, lost) = match (&old.default, &new.default) {
            (None, Some(default)) => {
                let what = format!("it now has the default `{}`", said(self.new, default));
                let change = Change::new(kinds.default_added, place, what).source();
                (change, Lost::NEW_TO_OLD.only_if(new_leaves))
            }
            (Some(default), None) => {
                let what = format!("it no longer has its default `{}`", said(self.old, default));
                let change = Change::new(kinds.default_removed, place, what).source();
                (change, Lost::OLD_TO_NEW.only_if(old_leaves))
            }
            (Some(before), Some(after))
                if !defaults::same((self.old, before), (self.new, after)) =>
            {
                let (before, after) = (said(self.old, before), said(self.new, after));
                let what = format!("its default changed from `{before}` to `{after}`");
                let lost = Lost::OLD_TO_NEW
                    .only_if(old_leaves)
                    .or(Lost::NEW_TO_OLD.only_if(new_leaves));
                (Change::new(kinds.default_changed, place, what), lost)
            }
            _ => return,
        };
        self.push(change.wire(home.senders(), lost));
    }

    /// Reports a changed order of fields. On the wire, only fields that are sent by position are
    /// affected. In Rust, `new` takes the required fields in the order of the spec, and a tuple
    /// takes all fields in that order.
    fn reordered(
        &mut self,
        owner: &str,
        home: &Home<'_>,
        matches: &[Matched<'_, Field>],
        new: &[Field],
    ) {
        let required: Vec<_> = matches
            .iter()
            .filter(|matched| matched.both().is_some_and(|(_, new)| new.default.is_none()))
            .copied()
            .collect();
        let what = format!("the order of its {}s changed", home.kinds().noun);
        let source = home.takes_tuple() || home.by_position() || reordered(&required, new);
        self.push(
            Change::new(home.kinds().reordered, owner, what)
                .source_if(source)
                .wire(home.senders(), Lost::BOTH.only_if(home.by_position())),
        );
    }
}

/// Whether at least `count` other fields come before this field.
fn is_behind(field: &Field, all: &[Field], count: usize) -> bool {
    let place = all.iter().position(|other| std::ptr::eq(other, field));
    place.is_some_and(|place| place >= count)
}

fn place(owner: &str, home: &Home<'_>, field: &Field) -> String {
    format!("{owner}, {} `{}`", home.kinds().noun, field.wire)
}
