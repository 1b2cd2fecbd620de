import Foundation
import Testing

/// The requests by which others test servers (`Tests/Harness/published-requests.json`), sent to each of the three listeners
/// of real processes.
@Suite("Published malformed requests", .timeLimit(.minutes(3)))
struct PublishedRequestTests {
    struct Case: Sendable, Decodable {
        let suite: String
        let name: String
        let request: String
        let expect: String
    }

    static func cases() throws -> [Case] {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../Harness/published-requests.json").standardized
        return try JSONDecoder().decode([Case].self, from: Data(contentsOf: path))
    }

    /// Answers that refuse a request for its form. What looks at more of it than that (401, 404) has accepted it.
    private static let refusing: Set<Int> = [400, 405, 413, 417, 431, 501, 505]

    @Test("are refused, and their connections ended, by every listener; pieces wait, what is right is answered")
    func all() async throws {
        let cases = try Self.cases()
        #expect(cases.count(where: { $0.expect == "refused" }) == 196)
        let gateway = try await TestGateway()
        for address in [await gateway.intake, await gateway.admin, gateway.sandboxURL] {
            await withTaskGroup(of: String?.self) { group in
                for (index, one) in cases.enumerated() {
                    if index >= 24, let wrong = await group.next() ?? nil { Issue.record("\(address): \(wrong)") }
                    group.addTask { await Self.wrong(one, at: address) }
                }
                for await wrong in group {
                    if let wrong { Issue.record("\(address): \(wrong)") }
                }
            }
        }
    }

    /// What is wrong with how a case is dealt with; nil if nothing is.
    private static func wrong(_ one: Case, at address: String) async -> String? {
        do {
            let connection = try await RawConnection(to: address)
            try? await connection.send(one.request)
            // Whatever is accepted has one answer; a piece that is made whole shows that it was waited for.
            if one.expect == "waits" { try? await connection.send(rest(of: one.request)) }
            let text = await connection.receive { text in
                guard let status = Self.statuses(text).last(where: { $0 != 100 }) else { return false }
                return one.expect != "refused" || !refusing.contains(status)
            }
            await connection.close()
            let statuses = Self.statuses(text).filter { $0 != 100 }
            switch one.expect {
            case "refused":
                let isRefused = statuses.isEmpty || (statuses.count == 1 && refusing.contains(statuses[0]))
                return isRefused ? nil : "\(one.suite), \(one.name): \(statuses)"
            default:
                let isAnswered = statuses.count == 1 && !refusing.subtracting([405]).contains(statuses[0])
                return isAnswered ? nil : "\(one.suite), \(one.name): \(statuses)"
            }
        } catch {
            return "\(one.suite), \(one.name): \(error)"
        }
    }

    private static func statuses(_ text: String) -> [Int] {
        text.components(separatedBy: "HTTP/1.1 ").dropFirst().compactMap { Int($0.prefix(3)) }
    }

    private static func rest(of piece: String) -> String {
        let whole = "GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n"
        if piece.hasSuffix("Host: ") || piece.hasSuffix("Host:") { return "localhost\r\n\r\n" }
        return String(whole.unicodeScalars.dropFirst(piece.unicodeScalars.count).map(Character.init))
    }
}
