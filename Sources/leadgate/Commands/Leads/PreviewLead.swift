import ArgumentParser
import Foundation
import JSON
import Mapping
import NIOHTTP1

/// `leadgate leads preview`: what another mapping would make of a lead that came.
struct PreviewLead: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "Show how a lead's document would change, with the mapping in force or another one.",
        discussion: """
            Compares the document as it was, with the version of the mapping that the lead was mapped with last, and as \
            it would be. Nothing is stored and nothing is sent. With a --reason, which stands in the audit log, the output
            holds personal data; without one it has the places that change.

              leadgate leads preview 0197f3c2-7b1e-7cc3-9e5a-3c1d0b7f4a21
              leadgate leads preview 0197f3c2-7b1e-7cc3-9e5a-3c1d0b7f4a21 --mapping mappings/trisalis.json

            Exit code 0: the document may be sent; 1: it may not, or the gateway refuses; 2: the file cannot be read.
            """
    )

    @Argument(help: "The lead's id.")
    var id: String

    @Option(help: "A mapping file that is not in force yet, with its neighbours for \"extends\".")
    var mapping: String?

    @Option(help: "An earlier version of a mapping, by its hash.")
    var version: String?

    @Option(help: "Why values are shown; it stays readable for ever and must not name the customer.")
    var reason: String?

    @OptionGroup var admin: AdminOptions

    func validate() throws {
        if mapping != nil, version != nil { throw ValidationError("--mapping and --version exclude each other") }
    }

    func run() async throws {
        var order: JSONObject = [:]
        if let reason { order["reason"] = .string(reason) }
        if let version { order["version"] = .string(version) }
        if let mapping { order["mapping"] = try Self.file(mapping) }
        let answer = try await AdminClient(admin.address)
            .request(.POST, "/admin/api/leads/\(id)/preview", body: .object(order))
        print(admin.json ? answer.text(pretty: true) : Self.text(answer))
        if answer["wouldBe"]?["verdict"] != "queued" { throw ExitCode.failure }
    }

    /// The file with all it extends on this disk; the gateway checks it. Its tests may fail: it is not to be in force yet.
    static func file(_ path: String) throws -> JSONValue {
        let folder = try MappingsFolder([path], targets: TargetSet.shipped.catalog)
        let merged = folder.merged(String(URL(fileURLWithPath: path).lastPathComponent.dropLast(5)))
        folder.printFindings(merged.findings)
        guard let file = merged.file else { throw Console.invalidInput }
        return file
    }

    static func text(_ answer: JSONValue) -> String {
        var lines: [String] = []
        let hash = { (side: String) in answer[side]?["mappingHash"]?.stringValue.map { String($0.prefix(12)) } ?? "–" }
        lines.append("was: mapping \(hash("was")), would be: mapping \(hash("wouldBe"))")
        if let doubt = answer["doubt"]?.stringValue { lines.append(doubt) }
        if let note = answer["note"]?.stringValue {
            lines.append(note)
            lines.append(answer["wouldBe"]?["document"]?.text(pretty: true) ?? "")
        } else {
            let changes = answer["changes"]?.arrayValue ?? []
            lines += changes.map { change in
                let place = change["place"]?.stringValue ?? ""
                guard change["was"] != nil else { return "  \(place): \(change["kind"]?.stringValue ?? "")".shown }
                let side = { (name: String) in
                    change[name].map { $0.isNull ? "nothing" : $0.text() } ?? "nothing"
                }
                return "  \(place): \(side("was")) → \(side("wouldBe"))".shown
            }
            lines.append("\(changes.count) places change")
        }
        for problem in answer["wouldBe"]?["problems"]?.arrayValue ?? [] {
            let (target, message) = (problem["target"]?.stringValue ?? "", problem["message"]?.stringValue ?? "")
            lines.append("problem: \(target): \(message)".shown)
        }
        return lines.joined(separator: "\n")
    }
}
