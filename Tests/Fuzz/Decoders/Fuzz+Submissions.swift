import JSON
import Submissions

extension Fuzz {
    /// A browser's form, in the charset that the first byte says.
    static func form(_ bytes: [UInt8]) {
        guard let first = bytes.first else { return }
        let charsets = ["", "; charset=utf-8", "; charset=windows-1252", "; charset=iso-8859-15"]
        decoded(Array(bytes.dropFirst()), "application/x-www-form-urlencoded" + charsets[Int(first) % charsets.count])
    }

    /// Parts behind the boundary `b`, or behind what the first line says.
    static func multipart(_ bytes: [UInt8]) {
        decoded(bytes, "multipart/form-data; boundary=b")
        let (type, body) = halves(bytes)
        guard let type = String(validating: type, as: UTF8.self) else { return }
        decoded(body, "multipart/form-data" + type)
    }

    static func xml(_ bytes: [UInt8]) {
        decoded(bytes, "application/xml")
        decoded(bytes, nil)
    }

    /// Nothing becomes larger than its bounds allow.
    static func gzip(_ bytes: [UInt8]) {
        for limit in [0, 100, 1 << 20] {
            do throws(SubmissionError) {
                let inflated = try Gzip.inflate(bytes, limit: limit)
                promise(inflated.count <= limit, "\(inflated.count) bytes of \(limit)")
                promise(
                    inflated.count <= max(Gzip.freeBytes, bytes.count * Gzip.mostRatio),
                    "\(inflated.count) bytes of \(bytes.count)"
                )
            } catch {
                promise(!error.message.isEmpty, "an error says what is wrong")
            }
        }
    }

    private static func decoded(_ body: [UInt8], _ type: String?) {
        do throws(SubmissionError) {
            let submission = try SubmissionDecoder.decode(body, contentType: type)
            let value = try? JSONValue.parse(submission.json)
            if submission.format != .json { promise(value != nil, "\(submission.format) gives JSON") }
            let readable = submission.readable
            if value != nil {
                promise((try? JSONValue.parse(readable.json)) == value, "what is readable stays as it is")
            }
            _ = readable.listing([["*", "lead"], ["leads", "lead"]]).withoutValues(at: [
                JSONPointer(["a"]), JSONPointer(["lead", "id"]),
            ])
        } catch {
            promise(!error.message.isEmpty && !error.advice.isEmpty, "an error says what is wrong and what to do")
        }
    }
}
