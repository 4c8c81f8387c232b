{{ newtype.docs }}
#[derive({{ newtype.derive }})]
{{ newtype.item }}