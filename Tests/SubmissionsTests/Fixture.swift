import Foundation
import JSON

@testable import Submissions

/// Recorded bodies in Tests/Fixtures/submissions, without their heads.
enum Fixture {
    static func bytes(_ name: String, file: String = #filePath) throws -> [UInt8] {
        let tests = URL(filePath: file).deletingLastPathComponent().deletingLastPathComponent()
        return Array(try Data(contentsOf: tests.appending(path: "Fixtures/submissions/\(name)")))
    }
}

/// Decodes and hands back the JSON text, for short expectations.
func decoded(
    _ body: String,
    as contentType: String?,
    options: SubmissionOptions = .standard
) throws(SubmissionError) -> String {
    let submission = try SubmissionDecoder.decode(Array(body.utf8), contentType: contentType, options: options)
    return String(decoding: submission.json, as: UTF8.self)
}

/// A small seeded generator, so that a failure repeats.
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed &+ 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

let urlencoded = "application/x-www-form-urlencoded"
