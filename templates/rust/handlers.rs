{{ handlers.docs }}
{{ handlers.header }}
{%- for function in handlers.functions %}
    {%- if !loop.first %}
{% endif %}
    {{ function.docs }}
    {{ function.signature }}
{%- endfor %}
{{- handlers.end }}