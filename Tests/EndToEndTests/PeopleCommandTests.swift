import Foundation
import JSON
import NIOHTTP1
import Testing

@Suite("What is kept of a person, from the command line")
struct PeopleCommandTests {
    @Test("is found, given out and erased, with what is typed in no command line, and nothing of it stays in the files")
    func erased() async throws {
        let gateway = try await TestGateway()
        let id = try await gateway.post(trisalisForm).id
        let lead = try await gateway.lead(id, reaches: "delivered")
        let number = try #require(lead["vorgangsnummer"]?.stringValue)
        let options = ["--admin-url", await gateway.admin, "--data", gateway.data]
        func people(_ words: [String]) async throws -> (status: Int32, output: String) {
            try await ServerProcess.run(["people"] + words + options, input: "MAX.MUSTERMANN@example.org\n")
        }
        let found = try await people(["find", "--email", "-"])
        #expect(found.status == 0 && found.output.contains(id) && found.output.contains("1 leads"), "\(found.output)")

        let export = try await people(["export", "--email", "-", "--reason", "asked for"])
        let exported = try JSONValue.parse(export.output)["leads"]?[0]
        #expect(exported?["documentSent"]?.text().contains("max.mustermann@example.org") == true, "\(export.output)")

        let look = try await people(["erase", "--email", "-", "--reason", "asked for"])
        let confirm = try #require(look.output.split(whereSeparator: \.isWhitespace).last.map(String.init))
        let proof = try await people(["erase", "--email", "-", "--reason", "asked for", "--confirm", confirm])
        #expect(proof.status == 0 && proof.output.contains("at Europace as \(number)"), "\(proof.output)")
        #expect(proof.output.contains("1 erased, 0 left"))
        let again = try await ServerProcess.run(["people", "erasure", confirm] + options)
        #expect(again.output == proof.output)
        #expect(await gateway.stop() == 0)
        #expect(try await ServerProcess.run(["verify", "--data", gateway.data]).status == 0)
    }
}
