import JSON
import Moments

/// A Vorgang that the stand-in created.
struct StoredCase: Sendable {
    /// `kundenangaben` or `kex-vorgang`.
    var api: String
    var number: String
    /// `externeVorgangsId` or `eigeneVorgangsnummer`.
    var reference: String?
    /// `TEST_MODUS` or `ECHT_GESCHAEFT`.
    var context: String
    var createdAt: Int64
    /// The partner who looks after it.
    var adviser: String
    /// The document as it was received.
    var document: JSONValue
    /// The document as a tolerant reader keeps it, with ids.
    var kept: JSONValue
    /// What the real API would have lost in silence (Kundenangaben) or with a free-text message (KEX).
    var dropped: [DroppedMember]

    /// How `GET /_sandbox/vorgaenge` shows it.
    var json: JSONValue {
        [
            "api": .string(api),
            "vorgangsnummer": .string(number),
            "externeVorgangsId": reference.map { .string($0) } ?? .null,
            "datenkontext": .string(context),
            "erstelltAm": .string(Timestamp.text(createdAt)),
            "document": document,
            "dropped": .array(
                dropped.map { ["pointer": .string($0.pointer), "reason": .string($0.reason)] }
            ),
        ]
    }
}

/// A member that did not make it into the Vorgang.
struct DroppedMember: Sendable, Equatable {
    /// Where it stood in the document that was sent (RFC 6901).
    var pointer: String
    /// Why it is lost.
    var reason: String
}
