/// Why a request body could not be read: what is wrong, at which byte, and what the sender should do.
///
/// The message never quotes what was sent, so it may be logged and answered.
package struct SubmissionError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind of fault; the raw value is the stable code in answers and metrics.
    package enum Code: String, Sendable, CaseIterable {
        /// The media type is not one that can be read.
        case unsupportedMediaType = "unsupported-media-type"
        /// The declared character set is not one that can be read.
        case unsupportedCharset = "unsupported-charset"
        /// Bytes that are not text in the declared (or the default) character set.
        case invalidText = "invalid-text"
        /// A compressed body that is not what gzip writes (RFC 1952).
        case malformedGzip = "malformed-gzip"
        /// A compressed body that becomes larger than a body may be.
        case tooLarge = "too-large"
        /// No body, or nothing but white space.
        case emptyBody = "empty-body"
        /// A field name or pair that cannot be read.
        case malformedForm = "malformed-form"
        /// A multipart body that breaks RFC 2046 or RFC 7578.
        case malformedMultipart = "malformed-multipart"
        /// XML that is not well-formed, or uses what is refused on purpose (DTD, entities).
        case malformedXML = "malformed-xml"
        /// More fields, parts, elements or header bytes than allowed.
        case tooMany = "too-many-fields"
        /// Names or elements nested deeper than allowed.
        case tooDeep = "too-deep"
    }

    /// The kind of fault.
    package let code: Code
    /// What is wrong, in one sentence.
    package let message: String
    /// What to do about it, in one sentence.
    package let advice: String
    /// Where, in bytes from the start of the body; nil if the fault is not at one place.
    package let offset: Int?

    package init(_ code: Code, _ message: String, advice: String, offset: Int? = nil) {
        self.code = code
        self.message = message
        self.advice = advice
        self.offset = offset
    }

    /// True where the type or character set as such cannot be read (HTTP 415); false where the content is faulty (400).
    package var isUnsupported: Bool {
        code == .unsupportedMediaType || code == .unsupportedCharset
    }

    package var description: String {
        let place = offset.map { " (at byte \($0))" } ?? ""
        return "\(message)\(place). \(advice)."
    }
}
