{{ definition.docs }}
#[derive({{ definition.derive }})]
pub enum {{ definition.name }} {
{%- for variant in definition.variants %}
    {{ variant }}
{%- endfor %}
}