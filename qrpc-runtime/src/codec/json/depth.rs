//! The nesting depth of a JSON text, determined without parsing it.

use memchr::memchr2_iter;

use super::after_string;

/// Returns an error if the text is nested deeper than `max` levels.
pub(in crate::codec) fn check_depth(json: &[u8], max: usize) -> Result<(), String> {
    // Most texts contain at most `max` opening brackets. Counting these brackets is much cheaper
    // than determining the depth.
    let is_flat = memchr2_iter(b'[', b'{', json).nth(max).is_none();
    if is_flat || depth(json) <= max {
        return Ok(());
    }
    Err(format!("the nesting exceeds the maximum of {max} levels"))
}

fn depth(json: &[u8]) -> usize {
    let (mut now, mut deepest) = (0_usize, 0);
    let mut rest = json;
    while let [byte, after @ ..] = rest {
        rest = after;
        match byte {
            b'[' | b'{' => {
                now += 1;
                deepest = deepest.max(now);
            }
            b']' | b'}' => now = now.saturating_sub(1),
            b'"' => rest = after_string(after),
            _ => {}
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::depth;

    #[test]
    fn brackets_in_strings_and_after_escapes_do_not_count() {
        let mut random = fastrand::Rng::with_seed(5);
        for _ in 0..2_000 {
            let value = value(&mut random, 6);
            assert_eq!(
                depth(value.to_string().as_bytes()),
                nesting(&value),
                "{value}"
            );
        }
    }

    #[test]
    fn texts_that_are_cut_off_are_measured_as_far_as_they_go() {
        for (text, deepest) in [
            ("[[\"[", 2),
            ("{\"\\", 1),
            ("[\"\\\"[", 1),
            ("]][", 1),
            ("", 0),
        ] {
            assert_eq!(depth(text.as_bytes()), deepest, "{text}");
        }
    }

    fn value(random: &mut fastrand::Rng, deepest: u32) -> Value {
        let below = deepest.saturating_sub(1);
        match random.u8(..if deepest == 0 { 1 } else { 3 }) {
            0 => (0..random.u8(..6))
                .filter_map(|_| random.choice(['"', '\\', '[', '{', ']', '}', '\n']))
                .collect::<String>()
                .into(),
            1 => (0..random.u8(..3)).map(|_| value(random, below)).collect(),
            _ => (0..random.u8(..3))
                .map(|key| (key.to_string(), value(random, below)))
                .collect(),
        }
    }

    fn nesting(value: &Value) -> usize {
        match value {
            Value::Array(items) => 1 + items.iter().map(nesting).max().unwrap_or(0),
            Value::Object(items) => 1 + items.values().map(nesting).max().unwrap_or(0),
            _ => 0,
        }
    }
}
