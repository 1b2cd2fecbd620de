/// A request body as one JSON text.
package struct DecodedSubmission: Sendable, Hashable {
    /// How the body was written.
    package enum Format: String, Sendable, CaseIterable {
        case json, urlencoded, multipart, xml

        /// Whether a browser's form may have sent it (then a thank-you page is the natural answer).
        package var isForm: Bool { self == .urlencoded || self == .multipart }
    }

    /// How the body was written, which need not be what its content type says.
    package let format: Format
    /// The payload as UTF-8 JSON text.
    ///
    /// For `.json` these are the sender's bytes, transcoded if need be but *not yet parsed*: the one parser of the
    /// product decides on them, later and once. For every other format the text is valid JSON by construction.
    package let json: [UInt8]
    /// Names of form fields that came more than once where only the last value could be kept (`consent=0&consent=on`).
    package let overwritten: [String]
    /// Bytes taken off the front of the body before `json` starts (a byte order mark); add them to a parser's offset.
    package let skippedBytes: Int

    init(format: Format, json: [UInt8], overwritten: [String] = [], skippedBytes: Int = 0) {
        self.format = format
        self.json = json
        self.overwritten = overwritten
        self.skippedBytes = skippedBytes
    }
}
