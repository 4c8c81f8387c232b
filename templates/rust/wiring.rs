::qrpc_runtime::codegen::side! {
    {{ side.wiring.subject }} {
{%- for handle in side.wiring.handles %}
        {{ handle }}
{%- endfor %}
    }
}
