//! How deep a JSON text is nested, found out without parsing it.

/// Refuses a text that is nested deeper than `max`.
pub(super) fn check_depth(json: &[u8], max: usize) -> Result<(), String> {
    // Most texts hold too few brackets to be deep at all, and counting those is far cheaper.
    let opening = json
        .iter()
        .filter(|byte| matches!(byte, b'[' | b'{'))
        .count();
    if opening <= max || depth(json) <= max {
        return Ok(());
    }
    Err(format!("it is nested deeper than {max} levels"))
}

fn depth(json: &[u8]) -> usize {
    let (mut now, mut deepest) = (0_usize, 0);
    let mut bytes = json.iter();
    while let Some(byte) = bytes.next() {
        match byte {
            b'[' | b'{' => {
                now += 1;
                deepest = deepest.max(now);
            }
            b']' | b'}' => now = now.saturating_sub(1),
            b'"' => skip_string(&mut bytes),
            _ => {}
        }
    }
    deepest
}

fn skip_string(bytes: &mut std::slice::Iter<'_, u8>) {
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => return,
            b'\\' => drop(bytes.next()),
            _ => {}
        }
    }
}
