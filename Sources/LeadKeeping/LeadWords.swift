import Foundation
import JSON
import Leads

/// The words on a lead itself as bytes before they are sealed: why it is where it is, what a target confirmed, and what
/// earlier attempts got through; and the sender's own id of it.
struct LeadWords {
    var cause: Cause?
    var confirmation: Confirmation?
    var progress: Confirmation?
    var senderID: String?

    init(of lead: Lead) {
        cause = lead.cause
        confirmation = lead.confirmation
        progress = lead.progress
        senderID = lead.senderID
    }

    /// Whether there is nothing that the columns do not say.
    var isEmpty: Bool {
        cause == nil && (confirmation?.json.isEmpty ?? true) && progress == nil && senderID == nil
    }

    var bytes: [UInt8] {
        var words: JSONObject = [:]
        if let cause { words["cause"] = .object(cause.json) }
        if let confirmation { words["confirmation"] = .object(confirmation.json) }
        if let progress { words["progress"] = .object(progress.json) }
        if let senderID { words["senderId"] = .string(senderID) }
        return JSONValue.object(words).serialized
    }

    /// Opens the sealed words of a lead; `nil` when they are damaged.
    init?(_ sealed: Data, wrappedKey: Data, of id: LeadID, sealer: Sealer) {
        guard let key = try? sealer.unwrap(wrappedKey, of: id),
            let bytes = try? sealer.open(sealed, under: key, as: .outcome, of: id)
        else { return nil }
        self.init(bytes)
    }

    /// Reads ``bytes``, and what a lead's words were before they had a confirmation: evidence with a length in front.
    init?(_ data: Data) {
        if let words = (try? JSONValue.parse(Array(data)))?.objectValue {
            cause = words["cause"]?.objectValue.flatMap { Cause(json: $0) }
            confirmation = words["confirmation"]?.objectValue.map { Confirmation(json: $0) }
            progress = words["progress"]?.objectValue.map { Confirmation(json: $0) }
            senderID = words["senderId"]?.stringValue
            return
        }
        guard let evidence = EvidenceCoding.decode(data) else { return nil }
        cause = evidence.cause
        confirmation = evidence.messages.isEmpty ? nil : Confirmation(messages: evidence.messages)
    }
}
