import HTTPEdge
import JSON
import Submissions

/// What WordPress plug-ins sign: the JSON of the fields, as PHP's `json_encode` writes it, also where they send the fields as a
/// form and not that text (payload facts 2, WPForms).
enum SignedFields {
    static func bytes(of request: IntakeRequest) -> [UInt8] {
        guard request.headers.contentType?.lowercased().hasPrefix("application/x-www-form-urlencoded") == true,
            let submission = try? SubmissionDecoder.decode(
                request.body,
                contentType: request.headers.contentType,
                options: .asSigned
            ),
            let fields = try? JSONValue.parse(submission.json)
        else { return request.body }
        var text: [UInt8] = []
        write(fields, to: &text)
        return text
    }

    private static func write(_ value: JSONValue, to text: inout [UInt8]) {
        switch value {
        case .object(let object):
            text.append(UInt8(ascii: "{"))
            for (place, member) in object.members.enumerated() {
                if place > 0 { text.append(UInt8(ascii: ",")) }
                write(member.key, to: &text)
                text.append(UInt8(ascii: ":"))
                write(member.value, to: &text)
            }
            text.append(UInt8(ascii: "}"))
        case .array(let elements):
            text.append(UInt8(ascii: "["))
            for (place, element) in elements.enumerated() {
                if place > 0 { text.append(UInt8(ascii: ",")) }
                write(element, to: &text)
            }
            text.append(UInt8(ascii: "]"))
        case .string(let string): write(string, to: &text)
        case .null, .bool, .number: text += value.serialized
        }
    }

    /// PHP escapes `/` and everything beyond ASCII, as UTF-16.
    private static func write(_ string: String, to text: inout [UInt8]) {
        text.append(UInt8(ascii: "\""))
        for unit in string.utf16 {
            switch unit {
            case 0x22, 0x5C, 0x2F: text += [UInt8(ascii: "\\"), UInt8(unit)]
            case 0x08: text += Array("\\b".utf8)
            case 0x0C: text += Array("\\f".utf8)
            case 0x0A: text += Array("\\n".utf8)
            case 0x0D: text += Array("\\r".utf8)
            case 0x09: text += Array("\\t".utf8)
            case 0x20..<0x80: text.append(UInt8(unit))
            default:
                let digits = String(unit, radix: 16)
                text += Array("\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8)
            }
        }
        text.append(UInt8(ascii: "\""))
    }
}
