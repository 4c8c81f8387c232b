{{ failure.docs }}
#[derive({{ failure.derive }})]
pub enum {{ failure.name }} {
{%- for variant in failure.variants %}
    {{ variant }}
{%- endfor %}
}