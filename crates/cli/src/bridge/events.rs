//! Server-sent events: the messages in a stream.

/// Collects bytes and gives out what each event carries.
#[derive(Default)]
pub(super) struct Events {
    bytes: Vec<u8>,
    carried: String,
}

impl Events {
    /// The messages that are whole with these bytes.
    pub(super) fn take(&mut self, bytes: &[u8]) -> Vec<String> {
        self.bytes.extend_from_slice(bytes);
        let mut messages = Vec::new();
        while let Some(end) = self.bytes.iter().position(|byte| *byte == b'\n') {
            let line: Vec<u8> = self.bytes.drain(..=end).collect();
            let line = String::from_utf8_lossy(&line);
            let line = line.trim_end_matches(['\r', '\n']);
            if let Some(part) = line.strip_prefix("data:") {
                self.carried.push_str(part.strip_prefix(' ').unwrap_or(part));
            } else if line.is_empty() && !self.carried.trim().is_empty() {
                messages.push(std::mem::take(&mut self.carried));
            }
        }
        messages
    }
}

#[cfg(test)]
mod tests {
    use super::Events;

    #[test]
    fn messages_come_whole_however_the_bytes_are_cut() {
        let stream = ": ping\r\n\r\nevent: message\r\ndata: {\"a\":\r\ndata: \"é\"}\r\n\r\nid: 1\ndata:\n\ndata: {\"b\":1}\n\n";
        for size in [1, 2, 7, 1000] {
            let mut events = Events::default();
            let messages: Vec<String> = stream.as_bytes().chunks(size).flat_map(|bytes| events.take(bytes)).collect();
            assert_eq!(messages, ["{\"a\":\"é\"}", "{\"b\":1}"], "{size}");
        }
    }
}
