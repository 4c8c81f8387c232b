/// The arguments of the methods.
#[allow(dead_code)]
pub mod args {
{%- for record in args %}
    {%- if !loop.first %}
{% endif %}
{% filter indent(4, true) %}{% include "rust/record.rs" %}{% endfilter %}
{%- endfor %}
}
