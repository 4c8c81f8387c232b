//! An API with the conventions of a protocol that others defined.

use qrpc_runtime::{All, CallError, Fault, Value};

use crate::protocol_stub::{
    Agent, AgentHandlers, AgentPeer, AuthRequired, Capabilities, Client, ClientHandlers,
    ClientPeer, ContentBlock, InitializeError, args, pair,
};

struct Answers;

impl AgentHandlers for Answers {
    fn initialize(
        &self,
        _sender: AgentPeer,
        args: args::Initialize,
    ) -> Result<Capabilities, Fault> {
        match args.protocol_version {
            0 => Err(AuthRequired::new(vec!["key".into()]).into()),
            1 => Err("no such version".into()),
            _ => Ok(args.client_capabilities),
        }
    }

    fn session_prompt(
        &self,
        _sender: AgentPeer,
        args: args::SessionPrompt,
    ) -> Result<Value, Fault> {
        Ok(Value::of(&args.prompt)?)
    }

    fn ext_call(&self, _sender: AgentPeer, args: Value) -> Result<Value, Fault> {
        Ok(args)
    }

    fn cancel(&self, _sender: AgentPeer, _args: args::Cancel) -> Result<(), Fault> {
        Ok(())
    }

    fn old_load(&self, _sender: AgentPeer, _args: args::OldLoad) -> Result<(), Fault> {
        Ok(())
    }
}

struct Listens;

impl ClientHandlers for Listens {
    fn session_update(&self, _sender: ClientPeer, _args: Value) -> Result<(), Fault> {
        Ok(())
    }

    fn cancel(&self, _sender: ClientPeer, _args: args::Cancel) -> Result<(), Fault> {
        Ok(())
    }

    fn ext_call(&self, _sender: ClientPeer, args: Value) -> Result<Value, Fault> {
        Ok(args)
    }
}

fn sides() -> (Agent, Client) {
    pair(Answers, Listens).expect("both sides are in this process")
}

#[test]
fn wire_names_follow_the_case() {
    let json = r#"{"sessionId":"s","prompt":[{"type":"resource_link","uri":"u","mimeType":"m"}]}"#;
    let args: args::SessionPrompt = serde_json::from_str(json).unwrap();
    assert!(matches!(args.prompt[0], ContentBlock::ResourceLink(_)));
    assert_eq!(serde_json::to_string(&args).unwrap(), json);
}

#[test]
fn unknown_arguments_are_ignored() {
    let json = r#"{"protocolVersion":2,"from":"later"}"#;
    let args: args::Initialize = serde_json::from_str(json).unwrap();
    assert_eq!(args, args::Initialize::new(2));
}

#[test]
fn defaults_are_left_out_everywhere() {
    let written = |value: &Capabilities| serde_json::to_string(value).unwrap();
    assert_eq!(written(&Capabilities::default()), "{}");
    let loads = Capabilities::default().load_session(true);
    assert_eq!(written(&loads), r#"{"loadSession":true}"#);
    assert_eq!(
        serde_json::from_str::<Capabilities>("{}").unwrap(),
        Capabilities::default()
    );
}

#[test]
fn faults_have_the_code_of_the_api() {
    let (_agent, client) = sides();
    let error = |version| {
        let args = args::Initialize::new(version);
        client.initialize(All, args).result().unwrap_err()
    };
    let auth = AuthRequired::new(vec!["key".into()]);
    assert_eq!(error(0), InitializeError::AuthRequired(auth));
    match error(1) {
        InitializeError::Other(CallError::Remote(error)) => {
            assert_eq!(
                (error.code, error.message.as_str()),
                (-32603, "no such version")
            );
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn arguments_may_be_any_value() {
    let (agent, client) = sides();
    let value = Value::from_iter([("a", Value::from(1)), ("b", Value::Null)]);
    assert_eq!(client.ext_call(All, value.clone()).result().unwrap(), value);
    assert_eq!(
        agent.ext_call(All, vec![value.clone()]).result().unwrap(),
        vec![value].into()
    );
}
