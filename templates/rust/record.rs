{{ record.docs }}
#[derive(Clone, Debug, PartialEq)]
pub struct {{ record.name }} {{ record.fields }}
{%- if !record.functions.is_empty() %}

{{ record.header }}
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
{%- for conversion in record.conversions %}

{{ conversion.header }}
    {{ conversion.signature }}
        {{ conversion.body }}
    }
}
{%- endfor %}

::qrpc_runtime::codegen::{{ record.wiring }}! {
    {{ record.subject }} {{ record.wires }}
}
