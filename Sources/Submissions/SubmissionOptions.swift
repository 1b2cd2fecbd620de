/// What a body may contain before it is refused, and whether a wrong content type is forgiven.
package struct SubmissionOptions: Sendable, Hashable {
    /// A body that starts with `{` or `[` is read as JSON though a form or plain text was declared.
    ///
    /// Dr. Klein documents it so, and curl's and Apps Script's default content type is the form's (payload facts, D).
    package var sniffsJSON = true
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

    /// The limits every listener starts with.
    package static let standard = SubmissionOptions()
}
