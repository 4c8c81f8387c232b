{{ record.docs }}
#[derive({{ record.derive }})]
pub struct {{ record.name }} {{ record.fields }}