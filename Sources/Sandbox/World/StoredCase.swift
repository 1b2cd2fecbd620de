import JSON
import Moments

/// A Vorgang that the stand-in created.
struct StoredCase: Sendable {
    /// The two systems that have cases.
    enum System: String, Sendable {
        case baufiSmart = "kundenangaben"
        case kreditSmart = "kex-vorgang"
    }

    enum Status: String, Sendable {
        case aktiv = "AKTIV"
        case archiviert = "ARCHIVIERT"
        /// Known, but gone: KreditSmart answers 410.
        case geloescht = "GELOESCHT"
    }

    var system: System
    var number: String
    /// `externeVorgangsId` or `eigeneVorgangsnummer`.
    var reference: String?
    /// `TEST_MODUS` or `ECHT_GESCHAEFT`.
    var context: String
    var createdAt: Int64
    var changedAt: Int64
    var status = Status.aktiv
    /// The Kundenbetreuer.
    var adviser: String
    /// The Bearbeiter, if there is one.
    var editor: String?
    /// `importMetadaten` as they are kept, `tippgeber` as it stands now.
    var metadata = JSONObject()
    /// The document as it was received.
    var document: JSONValue
    /// What is stored now: as a tolerant reader kept it, with ids, with all changes since.
    var kept: JSONValue
    /// What the real API would have lost in silence (Kundenangaben) or with a free-text message (KEX).
    var dropped: [DroppedMember]
    /// Of BaufiSmart; KreditSmart's are told of by another API.
    var antraege: [BaufiAntrag] = []
    /// Messages to the adviser.
    var notices: [Nachricht] = []

    struct Nachricht: Sendable {
        var text: String
        var from: String
        var at: Int64
    }

    /// Whether the caller may see the case: its Kundenbetreuer, its Bearbeiter, and all above them.
    func isVisible(to partner: String, _ partners: Partners) -> Bool {
        partners.isAbove(partner, adviser) || editor.map { partners.isAbove(partner, $0) } ?? false
    }

    /// How `GET /_sandbox/vorgaenge` shows it.
    var json: JSONValue {
        [
            "api": .string(system.rawValue),
            "vorgangsnummer": .string(number),
            "externeVorgangsId": reference.map { .string($0) } ?? .null,
            "datenkontext": .string(context),
            "status": .string(status.rawValue),
            "erstelltAm": .string(Timestamp.text(createdAt)),
            "letzteAenderung": .string(Timestamp.text(changedAt)),
            "kundenbetreuer": .string(adviser),
            "bearbeiter": editor.map { .string($0) } ?? .null,
            "importMetadaten": .object(metadata),
            "document": document,
            "stored": kept,
            "dropped": .array(
                dropped.map { ["pointer": .string($0.pointer), "reason": .string($0.reason)] }
            ),
            "antraege": .array(antraege.map { ["nummer": .string($0.number), "status": $0.status] }),
            "nachrichten": .array(
                notices.map {
                    ["text": .string($0.text), "von": .string($0.from), "am": .string(Timestamp.text($0.at))]
                }
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
