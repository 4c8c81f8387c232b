{{ record.docs }}
#[derive(Clone, Debug, PartialEq)]
pub struct {{ record.name }} {{ record.fields }}