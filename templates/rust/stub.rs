{%- include "rust/header.rs" %}
{%- for side in sides %}

{% include "rust/side.rs" %}

{% include "rust/wiring.rs" %}

{% include "rust/peer.rs" %}

{% include "rust/handlers.rs" %}
{%- endfor %}
{%- if let Some(signature) = pair %}

{% include "rust/pair.rs" %}
{%- endif %}
{%- for ty in types %}

{% match ty %}
{%- when Type::Record(record) %}
{%- include "rust/record.rs" %}
{%- when Type::Enum(definition) %}
{%- include "rust/enum.rs" %}
{%- when Type::Alias(alias) %}
{%- include "rust/alias.rs" %}
{%- endmatch %}
{%- endfor %}
{%- for error in errors %}

{% include "rust/error.rs" %}
{%- endfor %}
{%- for failure in failures %}

{% include "rust/failure.rs" %}
{%- endfor %}
{%- if !args.is_empty() %}

{% include "rust/args.rs" %}
{%- endif %}
{%- if !methods.is_empty() %}

{% include "rust/methods.rs" %}
{%- endif %}

