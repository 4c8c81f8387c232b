{{ record.docs }}
#[derive(Clone, Debug, PartialEq)]
#[allow(dead_code)]
pub struct {{ record.name }} {{ record.fields }}
{%- if !record.functions.is_empty() %}

#[allow(dead_code)]
impl {{ record.name }} {
{%- for function in record.functions %}
    {%- if !loop.first %}
{% endif %}
    {{ function.docs }}
    #[must_use]
    {{ function.signature }}
        {{ function.body }}
    }
{%- endfor %}
}
{%- endif %}
{%- if let Some(tuple) = record.tuple %}

{{ tuple.header }}
    {{ tuple.signature }}
        {{ tuple.body }}
    }
}
{%- endif %}

::qrpc_runtime::codegen::{{ record.wiring }}! {
    {{ record.subject }} {
{%- for wire in record.wires %}
        {{ wire }}
{%- endfor %}
    }
}
