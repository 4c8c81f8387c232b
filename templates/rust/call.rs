{{ call.docs }}
    {{ call.signature }}
        {{ call.body }}
    }
