/// What a body may contain before it is refused, and whether a wrong content type is forgiven.
package struct SubmissionOptions: Sendable, Hashable {
    /// A body that starts as JSON or XML does is read so, whatever is declared.
    ///
    /// Dr. Klein documents JSON as a form, and curl's and Apps Script's default content type is the form's (payload facts, D).
    package var sniffs = true
    /// What a sender's tool put around the characters of texts is taken off: HTML references, a second encoding, backslashes.
    package var mendsTexts = true
    /// The label of the character set of a body that declares none itself; the source says it.
    package var charset: String?
    /// Name/value pairs in an urlencoded form.
    package var pairs = 10_000
    /// Levels in a name such as `a[b][c]` (that is three), and of elements in XML.
    package var depth = 32
    /// Parts in a multipart body.
    package var parts = 1_000
    /// Bytes of all header lines of one part.
    package var partHeaderBytes = 8 * 1024
    /// Elements and attributes in an XML document.
    package var xmlNodes = 50_000

    package init() {}

    /// The standard limits, for a sender that writes in this character set.
    package init(charset: String?) {
        self.charset = charset
    }

    /// For whoever needs the texts as they were signed.
    package static let asSigned: SubmissionOptions = {
        var options = SubmissionOptions()
        options.mendsTexts = false
        return options
    }()

    /// Whether a character set can be read.
    package static func knows(charset label: String) -> Bool { Charset(label: label) != nil }

    /// The limits every listener starts with.
    package static let standard = SubmissionOptions()
}
