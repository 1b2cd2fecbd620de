/// Why an exchange with a target did not succeed, told in words that may be logged.
///
/// A target's problem bodies can quote what the customer typed. So `message` is made of parts known to be safe (the
/// problem's title, field paths, fixed words) and the answer itself is kept in `body` only, which belongs into the sealed
/// store and nowhere else.
package struct Fault: Error, Sendable, Hashable {
    /// A stable name: `target-409`, `token-401`, `connect`, `dns`, `tls`, `tls-trust`, `timeout`, `reset`, `cancelled`,
    /// `answer-truncated`, `answer-unreadable`, `production-refused`, `lookup-…`.
    package var code: String
    /// What happened and what to do, for an operator; holds no value of a lead.
    package var message: String
    /// The HTTP status, if there was an answer.
    package var status: Int?
    /// What the target said about single fields.
    package var violations: [Violation]
    /// The trace id that the target's support asks for.
    package var traceID: String?
    /// The answer as it came, at most 64 KiB. May quote the lead: for the sealed store only.
    package var body: [UInt8]

    /// A fault; only code and message are always known.
    package init(
        code: String,
        message: String,
        status: Int? = nil,
        violations: [Violation] = [],
        traceID: String? = nil,
        body: [UInt8] = []
    ) {
        self.code = code
        self.message = message
        self.status = status
        self.violations = violations
        self.traceID = traceID
        self.body = body
    }
}

extension Fault: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Code and message; never the body.
    package var description: String { "\(code): \(message)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror {
        Mirror(self, children: ["code": code, "message": message, "status": status as Any, "bodyBytes": body.count])
    }
}
