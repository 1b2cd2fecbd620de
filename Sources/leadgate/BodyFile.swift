/// A file with the body of a post, as a person at the desk has it.
struct BodyFile {
    let bytes: [UInt8]
    /// What it is by its looks; a sender would say it.
    let contentType: String

    /// - Parameters:
    ///   - path: the file; `-` is standard input.
    ///   - what: what a person is to type there.
    ///   - type: its content type, where somebody says it.
    init(_ path: String, what: String, type: String?) throws {
        if path == "-" { Console.awaitInput(what) }
        let bytes = try Console.bytes(path)
        let first = bytes.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        let looksLikeJSON = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
        contentType = type ?? (looksLikeJSON ? "application/json" : "application/x-www-form-urlencoded")
        // An editor or `echo` ends a file with a line break, which is no part of a form.
        self.bytes = looksLikeJSON ? bytes : Array(bytes.reversed().drop { $0 == 0x0A || $0 == 0x0D }.reversed())
    }
}
