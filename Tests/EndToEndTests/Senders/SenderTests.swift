import Foundation
import JSON
import NIOHTTP1
import Testing

/// A gateway, a sandbox and the posts of real senders: what goes in over a socket is looked for in what the target stored.
@Suite("What senders really post")
struct SenderTests {
    private static let secret = "sender-test-secret-0001"

    @Test("ends as it must, every one")
    func all() async throws {
        let gateway = try await TestGateway(files: Self.files)
        for (place, sender) in SenderCase.all.enumerated() {
            var last: TestGateway.Answer?
            for post in sender.posts {
                let query = post.query.isEmpty ? "" : "?\(post.query)"
                last = try await gateway.send(
                    post.body,
                    type: post.type,
                    to: "/hooks/sender-\(place)/\(Self.secret)\(query)",
                    method: post.method,
                    headers: post.headers + [("Prefer", "wait=20")]
                )
            }
            let answer = try #require(last)
            let faults = try await Self.faults(of: answer, sender.outcome, gateway)
            #expect(faults == [], "\(sender.name): \(answer.status) \(answer.text)")
        }
        // Whose new content went nowhere the operator is told.
        let kept = SenderCase.all.indices.filter { place in
            SenderCase.all[place].outcome.says.contains { $0.contains("differently") }
        }
        _ = try await eventually("a notice for each source whose leads came again differently") {
            let path = "/admin/api/notices?kind=repeated-differently&limit=500"
            let notices = try await gateway.operatorAsks(.GET, path).json["notices"]?.arrayValue ?? []
            let sources = Set(notices.compactMap { $0["source"]?.stringValue })
            return kept.allSatisfy { sources.contains("sender-\($0)") } ? true : nil
        }
    }

    /// What is not as it must be.
    private static func faults(
        of answer: TestGateway.Answer,
        _ outcome: SenderCase.Outcome,
        _ gateway: TestGateway
    ) async throws -> [String] {
        var faults: [String] = []
        if answer.status != outcome.status { faults.append("status \(answer.status)") }
        for word in outcome.says where !answer.text.contains(word) { faults.append("the answer does not say \(word)") }
        let json = (try? answer.json) ?? .null
        let only = (json["id"] ?? json["lead"]).map { JSONValue.object(["id": $0, "state": json["state"] ?? .null]) }
        let leads: [JSONValue] = json["leads"]?.arrayValue ?? only.map { [$0] } ?? []
        let states = leads.map { $0["state"]?.stringValue ?? "-" }
        if states != outcome.states { faults.append("states \(states)") }
        var texts = [answer.text]
        for (place, lead) in leads.enumerated() {
            let shown = try await gateway.operatorAsks(.GET, "/admin/api/leads/\(lead["id"]?.stringValue ?? "")").json
            if shown["state"] != lead["state"] { faults.append("the lead is \(shown["state"]?.text() ?? "-")") }
            let cause = shown["cause"]?["code"]?.stringValue
            if cause != outcome.cause { faults.append("cause \(cause ?? "-")") }
            guard let number = shown["vorgangsnummer"]?.stringValue else { continue }
            let stored = try await gateway.vorgaenge().first { $0["vorgangsnummer"]?.stringValue == number }?["stored"]
            let document = stored ?? .null
            texts.append(document.text())
            guard outcome.stored.indices.contains(place) else { continue }
            for (pointer, value) in outcome.stored[place] {
                let found = document[pointer: try JSONPointer(parsing: pointer)] ?? .null
                if !found.isEquivalent(to: value) { faults.append("\(pointer) is \(found.text())") }
            }
        }
        let lines = texts.dropFirst().flatMap { $0.replacing("\\n", with: "\n").split(separator: "\n") }
        for note in outcome.notes {
            let escaped = note.replacing("\"", with: "\\\"")
            if !lines.contains(where: { $0.contains(escaped) }) { faults.append("no note \(note)") }
        }
        for text in outcome.nowhere where texts.contains(where: { Self.says($0, text) }) {
            faults.append("\(text) is there")
        }
        return faults
    }

    /// Whether a text holds another. Drawn ids can hold any few letters, so something short has to stand by itself.
    private static func says(_ text: String, _ wanted: String) -> Bool {
        guard wanted.count < 6 else { return text.contains(wanted) }
        let isSign = { (character: Character?) in character.map { $0.isLetter || $0.isNumber } ?? false }
        return text.ranges(of: wanted).contains { place in
            !isSign(text[..<place.lowerBound].last) && !isSign(text[place.upperBound...].first)
        }
    }

    /// A source for each, and a mapping for each text of one.
    private static var files: [String: String] {
        var files: [String: String] = [:]
        for (place, sender) in SenderCase.all.enumerated() {
            var mapping = sender.mapping
            if let own = sender.own {
                let first = SenderCase.all.firstIndex { $0.own == own && $0.mapping == sender.mapping } ?? place
                mapping = "sender-\(first)"
                files["\(mapping).json"] = #"{"extends": "\#(sender.mapping)", \#(own)}"#
            }
            files["sources/sender-\(place).json"] = """
                {"mapping": "\(mapping)", \(sender.source) "attach": {"kundenbetreuer": "ABC12"},
                 "credential": {"scheme": "url", "secret": "\(secret)"}}
                """
        }
        return files
    }
}
