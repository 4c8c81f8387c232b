/// The arguments of the methods.
#[allow(dead_code)]
pub mod args {
    use super::__rt;
{% for record in args %}
{% filter indent(4, true) %}{% include "rust/record.rs" %}{% endfilter %}
{% endfor %}
{%- for record in args %}
{% filter indent(4, true) %}{{ record.wiring }}{% endfilter %}
{%- endfor %}
}