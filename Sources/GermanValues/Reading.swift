package import JSON

/// What became of a value that somebody typed: exactly one of three outcomes, for any input whatsoever.
///
/// There is no fourth: no crash, no silent default, no value that merely looks plausible. The targets drop in silence
/// what they do not know, so a wrong value is worse than none: it looks delivered.
package enum Reading: Sendable, Hashable {
    /// It was read; this is what it means.
    case value(JSONValue)
    /// Nothing was said: blank, `null`, "keine Angabe", or a known answer the target has no value for ("Divers").
    case nothing
    /// Something was said that cannot be used.
    case unreadable(Unreadable)
}

/// Why something that was said cannot be used.
package struct Unreadable: Error, Sendable, Hashable {
    /// Which of the known reasons it is.
    package let reason: Reason
    /// One German sentence for people. It never quotes what was typed, so it may be logged.
    package let message: String
    /// What could be recognised all the same, e.g. the two persons of "Max & Erika Mustermann". Holds personal data.
    package let detail: JSONValue?

    /// What is wrong, and the sentence that says so.
    package init(_ reason: Reason, _ message: String, detail: JSONValue? = nil) {
        self.reason = reason
        self.message = message
        self.detail = detail
    }

    /// The reason's stable word, for programs: `zahl_ungueltig`, `vorwahl_fehlt`, `mehrere_personen`, …
    package var code: String { reason.rawValue }
}

extension Reading {
    /// The outcome of a function in the inner form: a value, `nil` for nothing, or a thrown ``Unreadable``.
    init(_ body: () throws(Unreadable) -> JSONValue?) {
        do {
            if let value = try body() {
                self = .value(value)
            } else {
                self = .nothing
            }
        } catch {
            self = .unreadable(error)
        }
    }

    /// The value, if there is one.
    package var value: JSONValue? {
        if case .value(let value) = self { value } else { nil }
    }

    /// The reason, if it cannot be read.
    package var unreadable: Unreadable? {
        if case .unreadable(let reason) = self { reason } else { nil }
    }
}
