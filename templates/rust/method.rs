{{ method.docs }}
#[derive(Debug)]
pub enum {{ method.name }} {}

{{ method.header }}
    {{ method.spec }}
    {{ method.args }}
    {{ method.reply }}
    {{ method.error }}
    type Mode = ::qrpc_runtime::codegen::{{ method.mode }};
}
