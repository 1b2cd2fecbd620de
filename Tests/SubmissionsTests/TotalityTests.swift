import JSON
import Testing

@testable import Submissions

@Suite("Any bytes give a result or an error")
struct TotalityTests {
    private static let types = [
        urlencoded, urlencoded + "; charset=windows-1252", "multipart/form-data; boundary=b", "application/xml",
        "application/json", "application/json; charset=latin1", "text/plain",
    ]
    private static let pieces = [
        "--b", "\r\n", "--", "Content-Disposition: form-data; name=\"", "\"", ";", "filename=", "a[", "]", "[]", "=",
        "&", "%",
        "%FF", "%00", "+", "<a", ">", "</a>", "<![CDATA[", "]]>", "&#x", "<!--", "-->", "<?", "{", "ü", "\0", "a", " ",
    ]

    @Test(
        "random and half-right bodies never trap, and a form's JSON is always valid",
        arguments: 0..<400 as Range<UInt64>
    )
    func total(seed: UInt64) {
        var random = Seeded(seed)
        for type in Self.types {
            var body: [UInt8] = []
            for _ in 0..<Int.random(in: 0...40, using: &random) {
                if Bool.random(using: &random) {
                    body += Array((Self.pieces.randomElement(using: &random) ?? "").utf8)
                } else {
                    body.append(UInt8.random(in: .min ... .max, using: &random))
                }
            }
            guard let submission = try? SubmissionDecoder.decode(body, contentType: type) else { continue }
            if submission.format != .json {
                #expect(throws: Never.self) { try JSONValue.parse(submission.json) }
            }
        }
    }
}
