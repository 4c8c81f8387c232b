//! The information that a security provider has about the sender of a message.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use crate::Value;

/// The information about the sender of a message: values that have names, such as `user`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SecInfo(BTreeMap<String, Value>);

impl SecInfo {
    /// Creates security information without entries.
    pub(crate) const fn new() -> Self {
        Self(BTreeMap::new())
    }

    /// Returns the name of the user that sent the message, or `None` if the security provider gives
    /// no name.
    #[must_use]
    pub fn user(&self) -> Option<&str> {
        self.0.get("user")?.as_str()
    }

    /// Returns the entry called `name`, or `None` if there is no such entry.
    #[must_use]
    pub fn entry(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// Returns all entries, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// Whether there are no entries.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'a> IntoIterator for &'a SecInfo {
    type Item = (&'a String, &'a Value);
    type IntoIter = std::collections::btree_map::Iter<'a, String, Value>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl FromIterator<(String, Value)> for SecInfo {
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(entries: I) -> Self {
        Self(entries.into_iter().collect())
    }
}

impl From<BTreeMap<String, Value>> for SecInfo {
    fn from(entries: BTreeMap<String, Value>) -> Self {
        Self(entries)
    }
}

impl Serialize for SecInfo {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::SecInfo;
    use crate::Value;

    #[test]
    fn entries_come_in_the_order_of_their_names() {
        let entry = |name: &str| (name.to_owned(), Value::from(name));
        let info: SecInfo = ["b", "a"].map(entry).into_iter().collect();
        let mut names = Vec::new();
        for (name, value) in &info {
            assert_eq!(value.as_str(), Some(name.as_str()));
            names.push(name.as_str());
        }
        assert_eq!(names, ["a", "b"]);
        assert!(info.iter().map(|(name, _)| name).eq(names));
    }
}
