{% let record = error.record %}
{%- include "rust/record.rs" %}

::qrpc_runtime::codegen::error! {
    {{ error.raised }}
}
