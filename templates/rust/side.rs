{{ side.docs }}
#[derive(Debug)]
pub struct {{ side.names.side }} {
{%- for handle in side.handles %}
    {{ handle }}
{%- endfor %}
    __api: ::qrpc_runtime::Api,
}

#[allow(dead_code)]
impl {{ side.names.side }} {
    {{ side.builder_docs }}
    pub fn builder() -> ::qrpc_runtime::Builder<Self> {
        ::qrpc_runtime::Builder::new()
    }
{%- if let Some(invert) = side.invert %}

    /// Turns this side into the other one, on the same codec, transport and security.
    ///
    /// # Errors
    ///
    /// When it was started or has handlers: those belong to this side.
    {{ invert }}
        ::qrpc_runtime::codegen::invert(self.__api)
    }
{%- endif %}

    /// The other side's methods, towards the peers named.
    #[must_use]
    {{ side.to }}
        ::core::convert::Into::into(self.__api.to(receivers))
    }

    /// The other side's methods, towards all connected peers.
    #[must_use]
    pub fn all(&self) -> {{ side.names.peer }} {
        self.to(::qrpc_runtime::All)
    }
{%- for call in side.calls %}

    {% include "rust/call.rs" %}
{%- endfor %}
}
