//! The explanation of each code: its meaning, a wrong spec, and the same spec corrected. Each
//! explanation is a Markdown file whose first line is a one-sentence summary.

use super::Code;

impl Code {
    /// The explanation of the code in Markdown, with a wrong spec and the same spec corrected. The
    /// first line is a one-sentence summary.
    ///
    /// ```
    /// use qrpc_gen::diagnostic::Code;
    ///
    /// let text = Code::UNKNOWN_KEY.explanation();
    /// assert!(text.starts_with("A key does not exist at the place where it was written.\n"));
    /// ```
    #[must_use]
    pub fn explanation(self) -> &'static str {
        let of_this = |(id, _): &&(&str, &'static str)| *id == self.id();
        // An explanation is missing only while a code is being added; a test checks that its file
        // exists.
        EXPLANATIONS
            .iter()
            .find(of_this)
            .map_or("", |(_, text)| text)
    }

    /// The first line of the explanation: the meaning of the code in one sentence.
    #[must_use]
    pub fn summary(self) -> &'static str {
        self.explanation().lines().next().unwrap_or_default()
    }
}

macro_rules! explanations {
    ($($id:ident)*) => {
        const EXPLANATIONS: &[(&str, &str)] = &[
            $((stringify!($id), include_str!(concat!(stringify!($id), ".md")))),*
        ];
    };
}

explanations! {
    Q0101 Q0102 Q0103 Q0104 Q0105 Q0106 Q0107 Q0108 Q0109
    Q0110 Q0111 Q0112 Q0113 Q0114 Q0115 Q0116 Q0117 Q0118 Q0119
    Q0201 Q0202 Q0203 Q0204 Q0205 Q0206 Q0207 Q0208 Q0209 Q0210 Q0211
    Q0301 Q0302 Q0303 Q0304 Q0305 Q0306 Q0307 Q0308 Q0309 Q0310 Q0311 Q0312
    Q0401 Q0402 Q0403 Q0404
    Q0501 Q0502 Q0503 Q0504
}
