import JSON
import Leads
import Targets

/// One operation of a document that is a list of them: `{"addRatenkredit": {"ratenkredit": {…}}}`.
struct Operation: Sendable, Hashable {
    /// Its place in the document, from 0.
    var index: Int
    /// Its name.
    var name: String
    /// What it is to be done with.
    var arguments: JSONValue

    /// Where it stands in the document.
    var place: JSONPointer { JSONPointer([String(index), name]) }

    /// Reads a document.
    /// - Throws: the fault of a document that is no such list; nothing was sent then.
    static func list(_ document: [UInt8]) throws(Fault) -> [Operation] {
        guard let parsed = try? JSONValue.parse(document) else {
            throw Fault(code: "document-unreadable", message: "the document is not valid JSON; nothing was sent")
        }
        guard let entries = parsed.arrayValue, !entries.isEmpty else {
            throw Fault(
                code: "operations-missing",
                message: "the document has no operation, so there is nothing to do; nothing was sent"
            )
        }
        var operations: [Operation] = []
        for (index, entry) in entries.enumerated() {
            guard let object = entry.objectValue, object.count == 1, let member = object.members.first else {
                throw invalid(JSONPointer([String(index)]), "is no object with the name of one operation")
            }
            operations.append(Operation(index: index, name: member.key, arguments: member.value))
        }
        return operations
    }

    /// The fault of a place in a list of operations, before anything was sent.
    static func invalid(_ place: JSONPointer, _ what: String) -> Fault {
        Fault(
            code: "operation-invalid",
            message: "\(place) \(what); nothing was sent",
            violations: [Violation(field: place.description, message: what)]
        )
    }
}

extension [Operation] {
    /// Those that an earlier attempt did not get through.
    func remaining(after done: [OperationResult]) -> [Operation] {
        let indices = Set(done.map(\.index))
        return filter { !indices.contains($0.index) }
    }
}

extension SendingContext {
    /// The number of the case that the document changes.
    /// - Throws: the fault of a document without one.
    func vorgangsnummer() throws(Fault) -> String {
        guard let number = self.case?.vorgangsnummer, Vorgangsnummer.isPlausible(number) else {
            throw Fault(
                code: "case-missing",
                message: """
                    it is not known which case this changes; the lead that opens the case has to be delivered first, or the \
                    mapping has to name the number. Nothing was sent
                    """
            )
        }
        return number
    }
}

extension Outcome {
    /// The outcome of a list of operations of which some may have been taken.
    /// - Parameters:
    ///   - done: all that is done, also by earlier attempts.
    ///   - rest: what became of the others; `nil` if there are none.
    static func of(done confirmation: Confirmation, rest: Outcome?) -> Outcome {
        guard let rest else { return .confirmed(confirmation) }
        return confirmation.results.isEmpty ? rest : .partial(confirmation, rest: rest)
    }
}
