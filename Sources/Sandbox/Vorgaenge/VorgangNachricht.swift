import HTTPTypes
import JSON

/// `POST /v3/vorgaenge/{vorgangsNummer}/nachricht`: a message of 1 to 2000 characters (fact sheet 1.3).
enum VorgangNachricht {
    static func answer(_ number: String, _ call: Call, _ world: inout World) throws(Refused) -> SandboxAnswer {
        try call.require(SandboxScope.writeCase)
        if let refusal = call.refuse(unless: "application/json") { return refusal }
        var found = try call.find(number, in: .baufiSmart, world)
        // Counted as the platform's language counts, in UTF-16.
        guard let text = call.request.object?["text"]?.stringValue, (1...2_000).contains(text.utf16.count) else {
            return call.error(.badRequest, "text must have 1 to 2000 characters")
        }
        found.notices.append(StoredCase.Nachricht(text: text, from: call.subject, at: world.now))
        found.changedAt = world.now
        world.cases.put(found)
        var answer = SandboxAnswer(.created)
        answer.stored = found
        return answer
    }
}
