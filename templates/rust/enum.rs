{{ definition.docs }}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum {{ definition.name }} {
{%- for variant in definition.variants %}
    {{ variant }}
{%- endfor %}
}