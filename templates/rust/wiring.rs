{{ side.wiring.deref }}
    type Target = ::qrpc_runtime::Api;

    fn deref(&self) -> &Self::Target {
        &self.__api
    }
}

{{ side.wiring.side }}
    {{ side.wiring.name }}
    {{ side.wiring.peer }}

    {{ side.wiring.lints }}fn wire(api: ::qrpc_runtime::Api) -> Self {
        {{ side.wiring.body }}
    }
}
{%- if let Some(invert) = side.wiring.invert %}

{{ invert.header }}
    {{ invert.inverse }}
}
{%- endif %}
