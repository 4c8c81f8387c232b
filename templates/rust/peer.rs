{{ side.peer_docs }}
#[derive(Clone, Debug)]
pub struct {{ side.names.peer }} {
    __peer: ::qrpc_runtime::Peer,
}
{%- if !side.peer_calls.is_empty() %}

#[allow(dead_code)]
impl {{ side.names.peer }} {
{%- for call in side.peer_calls %}
    {%- if !loop.first %}
{% endif %}
    {% include "rust/call.rs" %}
{%- endfor %}
}
{%- endif %}

::qrpc_runtime::codegen::peer! { {{ side.names.peer }} }
