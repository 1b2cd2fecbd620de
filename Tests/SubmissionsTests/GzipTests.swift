import Testing

@testable import Submissions

@Suite("Inflating")
struct GzipTests {
    /// "Müller" as gzip writes it.
    private static let file: [UInt8] = [
        31, 139, 8, 0, 0, 0, 0, 0, 2, 255, 243, 61, 188, 39, 39, 39, 181, 8, 0, 197, 183, 71, 108, 7, 0, 0, 0,
    ]

    @Test("gives back what was compressed, within the limit")
    func inflates() throws {
        let plain = try Gzip.inflate(Self.file, limit: 7)
        #expect(plain == Array("Müller".utf8))
        #expect(throws: SubmissionError.self) { try Gzip.inflate(Self.file, limit: 6) }
    }

    @Test("whatever comes, it ends in bytes or in a reason")
    func total() {
        for place in Self.file.indices {
            for byte: UInt8 in [0, 1, 0x7F, 0xFF] {
                var file = Self.file
                file[place] = byte
                do throws(SubmissionError) {
                    _ = try Gzip.inflate(file, limit: 1 << 20)
                } catch {
                    #expect(error.code == .malformedGzip || error.code == .tooLarge)
                }
            }
            #expect(throws: SubmissionError.self) { try Gzip.inflate(Array(Self.file[..<place]), limit: 100) }
        }
        #expect(throws: SubmissionError.self) { try Gzip.inflate(Self.file + Self.file, limit: 100) }
    }
}
