{{ side.handlers.docs }}
{{ side.handlers.header }}
{%- for function in side.handlers.functions %}
    {%- if !loop.first %}
{% endif %}
    {{ function.docs }}
    {{ function.signature }}
{%- endfor %}
{{- side.handlers.end }}