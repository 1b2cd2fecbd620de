import JSON
package import Leads

/// The 201 of an import: `{"vorgangsnummer", "messages", "antragsteller1": {"id"}, …}` (fact sheet 1.2, 1.4).
package struct CreationAnswer: Sendable {
    var vorgangsnummer: String
    var messages: [String]
    /// Ids of parts by name: `antragsteller1`.
    var ids: [String: String]

    /// Reads it; `nil` without a number: then there is nothing to hold on to.
    init?(_ body: [UInt8]) {
        guard let document = try? JSONValue.parse(body), let number = document["vorgangsnummer"]?.stringValue,
            Vorgangsnummer.isPlausible(number)
        else { return nil }
        vorgangsnummer = number
        messages = document["messages"]?.arrayValue?.compactMap(\.stringValue) ?? []
        ids = [:]
        for member in document.objectValue?.members ?? [] {
            if let id = member.value["id"]?.stringValue, !id.isEmpty { ids[member.key] = id }
        }
    }

    /// What an import's success means: confirmed, or unknown if it names no case.
    package static func outcome(_ answer: HTTPAnswer, table: AnswerTable, document: [UInt8]) -> Outcome {
        guard let created = CreationAnswer(answer.body) else {
            return table.lost(
                answer,
                code: "answer-unreadable",
                says: "created, it seems, but the answer names no Vorgangsnummer"
            )
        }
        return .confirmed(
            Confirmation(
                vorgangsnummer: created.vorgangsnummer,
                messages: created.messages,
                remarks: Remark.placed(created.messages, in: document),
                ids: created.ids,
                answer: Array(answer.body.prefix(Fault.bodyLimit))
            )
        )
    }
}
