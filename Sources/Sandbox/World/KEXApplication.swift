import JSON

/// A KreditSmart application as far as the Antragsstatus API tells of it: the status of both sides, and what was said.
struct KEXApplication: Sendable {
    /// `antragsnummer` or `produktanbieterantragsnummer`, under which it was first heard of.
    var number: String
    var lenderStatus: String?
    var applicantStatus: String?
    var comments: [String] = []
    var hints: [String] = []
    /// Every event, in the order received.
    var events: [JSONValue] = []

    /// How `GET /_sandbox/antraege` shows it.
    var json: JSONValue {
        [
            "nummer": .string(number),
            "produktanbieterstatus": lenderStatus.map { .string($0) } ?? .null,
            "antragstellerstatus": applicantStatus.map { .string($0) } ?? .null,
            "kommentare": .array(comments.map { .string($0) }),
            "hinweise": .array(hints.map { .string($0) }),
            "ereignisse": .array(events),
        ]
    }
}
