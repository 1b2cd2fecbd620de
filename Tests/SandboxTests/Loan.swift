import JSON

/// A KreditSmart case to be changed: its number, its first applicant.
struct Loan: Sendable {
    let number: String
    let applicant: String

    static func create(_ server: Server, _ members: JSONObject = [:]) async throws -> Loan {
        var document: JSONObject = ["bearbeiter": ["partnerId": "LGT01"]]
        for member in members.members { document[member.key] = member.value }
        let answer = try await server.post("/vorgang", Sample.kex(document))
        return Loan(
            number: answer.json["vorgangsnummer"]?.stringValue ?? "",
            applicant: answer.json["antragsteller1"]?["id"]?.stringValue ?? ""
        )
    }
}
