/// The methods as types, for the types of the handles.
pub mod methods {
    {{ uses }}
{% for method in methods %}
{% filter indent(4, true) %}{{ method }}{% endfilter %}
{%- endfor %}
}