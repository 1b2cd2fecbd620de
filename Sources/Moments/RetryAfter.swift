/// The `Retry-After` header (RFC 9110 §10.2.3): seconds or a date.
package enum RetryAfter {
    /// Never wait longer than this on another's word: one hour.
    package static let cap: Int64 = 3_600_000

    /// Milliseconds to wait from `now`, between 0 and `cap`; `nil` if the header is absent or says nothing readable.
    package static func milliseconds(_ header: String?, now: Int64) -> Int64? {
        guard let header else { return nil }
        let text = String(header.trimming())
        if !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) {
            // More digits than a number holds is still "very long".
            guard let seconds = Int64(text), seconds < cap / 1_000 else { return cap }
            return seconds * 1_000
        }
        guard let date = HTTPDate.milliseconds(text) else { return nil }
        return min(max(0, date - now), cap)
    }
}

extension StringProtocol {
    /// Without spaces and tabs around it.
    fileprivate func trimming() -> SubSequence {
        var rest = self[...]
        while let first = rest.first, first == " " || first == "\t" { rest.removeFirst() }
        while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
        return rest
    }
}
