{%- include "rust/header.rs" %}
{%- if names_runtime %}

use ::qrpc_runtime::codegen as __rt;
{%- endif %}
{%- for side in sides %}

{% include "rust/side.rs" %}
{%- for handlers in side.handlers %}

{% include "rust/handlers.rs" %}
{%- endfor %}

{% include "rust/peer.rs" %}
{%- endfor %}
{%- for ty in types %}

{% match ty %}
{%- when TypeView::Record(record) %}
{%- include "rust/record.rs" %}
{%- when TypeView::Enum(definition) %}
{%- include "rust/enum.rs" %}
{%- when TypeView::Newtype(newtype) %}
{%- include "rust/newtype.rs" %}
{%- when TypeView::Alias(alias) %}
{%- include "rust/alias.rs" %}
{%- endmatch %}
{%- endfor %}
{%- for error in errors %}
{%- let record = error.record %}

{% include "rust/record.rs" %}
{%- endfor %}
{%- for definition in failures %}

{% include "rust/enum.rs" %}
{%- endfor %}
{%- if !args.is_empty() %}

{% include "rust/args.rs" %}
{%- endif %}
{%- if !wiring.is_empty() %}

{% include "rust/wiring.rs" %}
{%- endif %}

