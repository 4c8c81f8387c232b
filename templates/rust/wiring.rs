// The rest connects the items above to the runtime.
{%- if !methods.is_empty() %}

{% include "rust/methods.rs" %}
{%- endif %}
{% for line in wiring %}
{{ line }}
{%- endfor %}