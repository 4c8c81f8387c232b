{{ side.handlers.docs }}
{{ side.handlers.header }}
{%- for function in side.handlers.functions %}
    {%- if !loop.first %}
{% endif %}
    {{ function.docs }}
    {{ function.signature }}
{%- endfor %}
{{- side.handlers.end }}
{%- if side.handlers.functions.is_empty() %}

impl {{ side.names.handlers }} for () {}
{%- endif %}

{{ side.handlers.attach_header }}
    {{ side.handlers.attach_lints }}fn attach(&self, {{ side.handlers.parameter }}: &::std::sync::Arc<__H>) {{ side.handlers.attach }}
}
