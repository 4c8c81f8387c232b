{{ definition.docs }}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum {{ definition.name }} {
{%- for variant in definition.variants %}
    {{ variant }}
{%- endfor %}
}

::qrpc_runtime::codegen::text_enum! {
    {{ definition.subject }} {
{%- for wire in definition.wires %}
        {{ wire }}
{%- endfor %}
    }
}
