{{ side.docs }}
#[derive(Debug)]
pub struct {{ side.names.side }} {
{%- for handle in side.handles %}
    {{ handle }}
{%- endfor %}
    __api: __rt::Api,
}
{%- if !side.calls.is_empty() %}

#[allow(dead_code)]
impl {{ side.names.side }} {
{%- for call in side.calls %}
    {%- if !loop.first %}
{% endif %}
    {% include "rust/call.rs" %}
{%- endfor %}
}
{%- endif %}