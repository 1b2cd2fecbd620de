/// A regular expression in the interoperable format of RFC 9485, on an engine of our own that runs in linear time.
///
/// `match` and `search` of RFC 9535 take their pattern from a mapping file or from the lead itself and run it on text a
/// stranger sent. A backtracking engine would let `(a+)+b` stop the gateway, so the pattern becomes a small automaton
/// that is in all its states at once: the cost is at most *length of the text × size of the program*, whatever the
/// pattern. Text is a sequence of Unicode scalars, as in the RFC; there are no groups or flags.
///
/// RFC 9485 has no anchors, and yet the working group's own compliance suite for RFC 9535 (`functions/match`, "explicit
/// caret" and "explicit dollar") reads a leading `^` and a trailing `$` as such. So does this: at the ends of a pattern
/// they are anchors, anywhere else ordinary characters. Literally, they are written `\^` and `[$]`.
package struct IRegexp: Sendable, Hashable {
    /// The pattern as written.
    package let pattern: String

    let program: IRegexpProgram

    /// Compiles a pattern.
    ///
    /// - Throws: ``IRegexpError`` where the text leaves the grammar of RFC 9485 §4, a range or a quantifier runs
    ///   backwards, or the repetitions unfold to more than ``IRegexpProgram/sizeLimit`` steps.
    package init(parsing pattern: String) throws(IRegexpError) {
        var parser = IRegexpParser(pattern)
        let tree = try parser.parse()
        self.pattern = pattern
        self.program = try IRegexpProgram(compiling: tree)
    }

    /// Whether the pattern describes the whole text: RFC 9535's `match`.
    package func matches(_ text: String) -> Bool {
        var machine = IRegexpMachine(program)
        return machine.run(on: text.unicodeScalars, whole: true) ?? false
    }

    /// Whether the pattern describes some part of the text: RFC 9535's `search`.
    package func isFound(in text: String) -> Bool {
        var machine = IRegexpMachine(program)
        return machine.run(on: text.unicodeScalars, whole: false) ?? false
    }

    package static func == (left: IRegexp, right: IRegexp) -> Bool {
        left.pattern.utf8.elementsEqual(right.pattern.utf8)
    }

    package func hash(into hasher: inout Hasher) {
        for byte in pattern.utf8 { hasher.combine(byte) }
    }
}

/// Why a text is not an I-Regexp.
package struct IRegexpError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What is wrong, as a sentence without a full stop.
    package let message: String
    /// Where, in Unicode scalars from the start of the pattern.
    package let offset: Int

    package var description: String { "\(message) at offset \(offset)" }
}
