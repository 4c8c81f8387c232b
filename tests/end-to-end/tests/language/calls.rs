//! Calls between both sides.

use std::num::NonZeroU16;

use qrpc_runtime::{CallError, Fault, RequestId};

use crate::stub::{
    Answer, Blob, Branch, BranchEither, Busy, Circle, Drawn, FailingError, Framed, Gone, JsonValue,
    Language, LanguageHandlers, LanguageInverted, LanguageInvertedHandlers, LanguageInvertedPeer,
    LanguagePeer, Mode, Nested, Node, NodesError, Other_, Point, Presence, Ring, SessionId, Shape,
    Tree, UnionsReply, args, pair,
};

/// Handlers that answer every method with its arguments.
struct Echo;

type Answered<T> = Result<T, Fault>;

impl LanguageHandlers for Echo {
    fn modes(&self, _sender: LanguagePeer, args: args::Modes) -> Answered<Mode> {
        Ok(args.mode)
    }

    fn names(&self, _sender: LanguagePeer, args: args::Names) -> Answered<SessionId> {
        let port = args.port.map_or(0, NonZeroU16::get);
        Ok(SessionId(format!(
            "{}{}{}{port}",
            args.name, args.id.0, args.count.0
        )))
    }

    fn points(&self, _sender: LanguagePeer, args: args::Points) -> Answered<Point> {
        Ok((args.from.0 + args.to.0, args.from.1 + args.to.1))
    }

    fn unions(&self, _sender: LanguagePeer, args: args::Unions) -> Answered<Option<UnionsReply>> {
        Ok(match args.answer {
            Answer::Number(number) => Some(UnionsReply::Point((number, number))),
            Answer::Yes => Some(UnionsReply::I64(1)),
            Answer::No | Answer::Nothing => None,
        })
    }

    fn shapes(&self, _sender: LanguagePeer, args: args::Shapes) -> Answered<Shape> {
        Ok(args.shape)
    }

    fn recursion(
        &self,
        _sender: LanguagePeer,
        args: args::Recursion,
    ) -> Answered<Option<JsonValue>> {
        Ok(args.json)
    }

    fn presence(&self, _sender: LanguagePeer, args: args::Presence) -> Answered<Presence> {
        Ok(Presence::new(args.nullable)
            .optional(args.optional)
            .both(args.both)
            .given(args.given))
    }

    fn forms(&self, _sender: LanguagePeer, args: args::Forms) -> Answered<Framed> {
        Ok(args.framed)
    }

    fn failing(&self, _sender: LanguagePeer, args: args::Failing) -> Answered<()> {
        Err(match args.how.as_str() {
            "busy" => Busy::new("them").since(Some(5)).into(),
            "gone" => Gone::default().into(),
            "other" => Other_::new("a".into()).into(),
            how => how.into(),
        })
    }

    fn limits(&self, _sender: LanguagePeer, _args: args::Limits) -> Answered<()> {
        Ok(())
    }

    fn bytes(&self, _sender: LanguagePeer, args: args::Bytes) -> Answered<Blob> {
        match args.call {
            Some(RequestId::Number(7)) => Ok(args.blob),
            _ => Ok(Blob(args.image.unwrap_or_default())),
        }
    }

    fn nodes(&self, _sender: LanguagePeer, args: args::Nodes) -> Answered<Node> {
        match args.next {
            None => Err(Nested::new(None).next(args.after.map(|node| *node)).into()),
            Some(next) => Ok(*next),
        }
    }

    fn branches(&self, _sender: LanguagePeer, args: args::Branches) -> Answered<Branch> {
        Ok(Branch::new(args.either).ring(args.ring))
    }

    fn r#type(&self, _sender: LanguagePeer, _args: args::Type) -> Answered<()> {
        Ok(())
    }
}

/// The handlers of the other side.
struct Caller;

impl LanguageInvertedHandlers for Caller {
    fn recursion(
        &self,
        _sender: LanguageInvertedPeer,
        args: args::Recursion,
    ) -> Answered<Option<JsonValue>> {
        Ok(args.json)
    }

    fn presence(&self, sender: LanguageInvertedPeer, args: args::Presence) -> Answered<Presence> {
        Ok(sender.presence(args).result()?)
    }

    fn branches(&self, _sender: LanguageInvertedPeer, args: args::Branches) -> Answered<Branch> {
        Ok(Branch::new(args.either).ring(args.ring))
    }

    fn old(&self, _sender: LanguageInvertedPeer, _args: args::Old) -> Answered<()> {
        Ok(())
    }

    fn r#type(&self, _sender: LanguageInvertedPeer, _args: args::Type) -> Answered<()> {
        Ok(())
    }
}

fn sides() -> (Language, LanguageInverted) {
    pair(Echo, Caller).expect("both sides are in this process")
}

#[test]
fn values_of_every_kind_arrive() {
    let (api, other) = sides();
    let peer = other.all();
    let unknown = Mode::Other("new".into());
    let modes = args::Modes::default().mode(unknown.clone());
    assert_eq!(peer.modes(modes).result().unwrap(), unknown);
    let names = args::Names::new(SessionId("b".into())).port(NonZeroU16::new(7));
    assert_eq!(
        peer.names(names).result().unwrap(),
        SessionId("ab37".into())
    );
    let points = args::Points::new((0.5, 0.5));
    assert_eq!(peer.points(points).result().unwrap(), (1.5, 2.5));
    let shape = Shape::Circle(Circle::new("a".into(), 2.0));
    let shapes = args::Shapes::default().shape(shape.clone());
    assert_eq!(peer.shapes(shapes).result().unwrap(), shape);
    let json = Some(JsonValue::List(vec![None, Some(JsonValue::Bool(true))]));
    let recursion = args::Recursion::new(json.clone()).tree(Tree(vec![Tree::default()]));
    assert_eq!(api.all().recursion(recursion).result().unwrap(), json);
}

#[test]
fn a_record_that_contains_itself_may_be_the_arguments() {
    let (_api, other) = sides();
    let leaf = Node::new(None).value(2);
    let node = Node::new(Some(Box::new(leaf.clone())));
    let raised = other.all().nodes(node.clone().into()).result().unwrap_err();
    let nested = Nested::new(None).next(Some(leaf.clone()));
    assert_eq!(raised, NodesError::Nested(nested));
    let outer = node.next(Some(Box::new(leaf.clone())));
    assert_eq!(other.all().nodes(outer.into()).result().unwrap(), leaf);
    let inner = Branch::new(None).ring(Some(Box::new(Ring::default())));
    let branch = Branch::new(Some(Box::new(BranchEither::Branch(Box::new(inner)))));
    let drawn = Drawn::Branch(Box::new(Branch::new(None)));
    let args = branch.clone().drawn(Some(Box::new(drawn)));
    assert_eq!(other.all().branches(args.into()).result().unwrap(), branch);
}

#[test]
fn bytes_may_be_plain_base64() {
    let (_api, other) = sides();
    let reply = |args| other.all().bytes(args).result();
    let args = args::Bytes::default().call(Some(7.into()));
    assert_eq!(reply(args).unwrap(), Blob([0, 1, 255].into()));
    let image = |bytes: &[u8]| args::Bytes::default().image(Some(bytes.into()));
    assert_eq!(reply(image(&[9, 9, 9])).unwrap(), Blob([9, 9, 9].into()));
    let too_long = reply(image(&[9; 4])).unwrap_err();
    assert!(too_long.to_string().contains("at most 3"), "{too_long}");
}

#[test]
fn a_reply_may_be_one_of_several_types_or_null() {
    let (_api, other) = sides();
    let reply = |answer| {
        let args = args::Unions::default().answer(answer);
        other.all().unions(args).result().unwrap()
    };
    assert_eq!(
        reply(Answer::Number(2.0)),
        Some(UnionsReply::Point((2.0, 2.0)))
    );
    assert_eq!(reply(Answer::Yes), Some(UnionsReply::I64(1)));
    assert_eq!(reply(Answer::Nothing), None);
}

#[test]
fn absent_and_null_are_told_apart_both_ways() {
    let (api, other) = sides();
    for both in [None, Some(None), Some(Some("x".to_owned()))] {
        let args = args::Presence::new(None).both(both.clone()).given(None);
        let expected = Presence::new(None).both(both).given(None);
        assert_eq!(
            other.all().presence(args.clone()).result().unwrap(),
            expected
        );
        assert_eq!(api.all().presence(args).result().unwrap(), expected);
    }
}

#[test]
fn errors_reach_the_caller_as_variants() {
    let (_api, other) = sides();
    let error = |how: &str| {
        other
            .all()
            .failing(args::Failing::new(how))
            .result()
            .unwrap_err()
    };
    let busy = Busy::new("them").since(Some(5));
    assert_eq!(error("busy"), FailingError::Busy(busy));
    assert_eq!(error("gone"), FailingError::Gone(Gone::default()));
    assert!(matches!(error("other"), FailingError::Other_(_)));
    assert!(matches!(
        error("else"),
        FailingError::Other(CallError::Remote(_))
    ));
}

#[test]
fn constraints_hold_on_both_ends() {
    let (_api, other) = sides();
    for args in [
        args::Limits::default().number(11),
        args::Limits::default().text(Some("A1".into())),
        args::Limits::default().list(vec![0; 4]),
    ] {
        let error = other.all().limits(args).result().unwrap_err().to_string();
        assert!(error.contains("must"), "{error}");
    }
    let fine = args::Limits::default().text(Some("ab".into()));
    other.all().limits(fine).result().unwrap();
}
