{{ side.peer_docs }}
#[derive(Clone, Debug)]
pub struct {{ side.names.peer }}(__rt::Peer);
{%- if !side.peer_calls.is_empty() %}

#[allow(clippy::missing_errors_doc)]
#[allow(dead_code)]
impl {{ side.names.peer }} {
{%- for call in side.peer_calls %}
    {%- if !loop.first %}
{% endif %}
    {% include "rust/call.rs" %}
{%- endfor %}
}
{%- endif %}