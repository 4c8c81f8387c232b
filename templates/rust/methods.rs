/// The methods as types, which the types of the handles name.
pub mod methods {
{%- for method in methods %}
    {%- if !loop.first %}
{% endif %}
{% filter indent(4, true) %}{% include "rust/method.rs" %}{% endfilter %}
{%- endfor %}
}
