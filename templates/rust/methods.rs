/// The methods as types: what a handle is the handle of.
pub mod methods {
{%- for method in methods %}
    {%- if !loop.first %}
{% endif %}
{% filter indent(4, true) %}{% include "rust/method.rs" %}{% endfilter %}
{%- endfor %}
}
