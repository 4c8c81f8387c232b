{{ method.docs }}
#[derive(Debug)]
pub enum {{ method.name }} {}

{{ method.header }}
    {{ method.spec }}
    {{ method.args }}
    {{ method.reply }}
    type Error = ::qrpc_runtime::CallError;
    type Mode = ::qrpc_runtime::codegen::{{ method.mode }};
}
