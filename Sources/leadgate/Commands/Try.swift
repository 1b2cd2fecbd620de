import ArgumentParser
import Foundation
import JSON
import Mapping
import Submissions
import TargetSchemas

/// `leadgate try`: one payload through one mapping.
struct Try: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run one payload through one mapping: the document, and where every value went.",
        discussion: """
            The payload is a file with the body a sender posts: JSON, or a form (the type is guessed, or said by --type).

              leadgate try mappings/trisalis.json lead.json
              echo 'vorname=Max&nachname=Mustermann' | leadgate try mappings/trisalis.json - --source trisalis

            Exit code 0: the document may be sent; 1: it may not; 2: the payload or the mapping is invalid.
            """
    )

    @Argument(help: "The mapping file.")
    var mapping: String

    @Argument(help: "The payload; '-' is standard input.")
    var payload = "-"

    @Option(help: "Also attach what this source attaches (its name).")
    var source: String?

    @Option(help: "The payload's content type.")
    var type: String?

    @Option(help: "The query string of the webhook URL, such as 'utm_source=google&gclid=1'.")
    var query: String?

    @OptionGroup var schemas: SchemasOption

    @Flag(help: "Print document and fates as JSON.")
    var json = false

    func run() throws {
        let folder = try MappingsFolder([mapping], schemas: schemas.load())
        guard let mapping = folder.mappings.first else {
            folder.printFindings(folder.findings)
            Console.error("the mapping has errors, so nothing was tried")
            throw Console.invalidInput
        }
        folder.printFindings(json ? [] : folder.findings)
        let source = try attachedSource(in: folder)
        let input = try input(attributes: source?.attributes ?? [:])
        let trial = Trial(mapping: mapping, source: source, input: input)
        let document = try Console.orExit { try JSONValue.parse(trial.document) }
        if json {
            let answer: JSONObject = [
                "document": document,
                "fates": trial.report.json(withValues: true),
                "problems": .array(trial.problems.map(\.json)),
                "notes": .array(trial.notes.map(JSONValue.string)),
            ]
            print(JSONValue.object(answer).text(pretty: true))
        } else {
            print(document.text(pretty: true), terminator: "\n\n")
            print(trial.report.text)
            for note in trial.notes { print("note: \(note)") }
            for problem in trial.problems { print("problem: \(problem.target): \(problem.message)") }
        }
        if !trial.problems.isEmpty { throw ExitCode.failure }
    }

    /// What came of the payload, with or without what a source attaches.
    private struct Trial {
        let document: [UInt8]
        let problems: [MappingProblem]
        let notes: [String]
        let report: FateReport

        init(mapping: Mapping, source: Source?, input: LeadInput) {
            guard let source else {
                let result = mapping.run(input)
                (document, problems, notes, report) = (result.document, result.problems, [], result.report())
                return
            }
            let built = LeadDocument.build(
                source: source,
                mapping: mapping,
                input: input,
                leadID: input.leadID,
                gatewayMode: .test
            )
            (document, problems, notes, report) = (built.document, built.problems, built.notes, built.report())
        }
    }

    private func attachedSource(in folder: MappingsFolder) throws -> Source? {
        guard let name = source else { return nil }
        guard let source = folder.library.source(name) else {
            let known = folder.library.sources.map(\.name).joined(separator: ", ")
            Console.error("there is no valid source '\(name)'; there are: \(known)")
            throw Console.invalidInput
        }
        return source
    }

    private func input(attributes: JSONObject) throws -> LeadInput {
        let bytes = try Console.bytes(payload)
        let looksLikeJSON = bytes.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }.map { $0 == 0x7B || $0 == 0x5B }
        let guess = looksLikeJSON == true ? "application/json" : "application/x-www-form-urlencoded"
        // An editor or `echo` ends a file with a line break, which is no part of a form.
        let body = looksLikeJSON == true ? bytes : Array(bytes.reversed().drop { $0 == 0x0A || $0 == 0x0D }.reversed())
        return try Console.orExit {
            let decoded = try SubmissionDecoder.decode(body, contentType: type ?? guess)
            let pairs = try SubmissionDecoder.decode(
                Array((query ?? "").utf8),
                contentType: "application/x-www-form-urlencoded"
            )
            return try LeadInput(
                payload: decoded.json,
                query: try JSONValue.parse(pairs.json).objectValue ?? [:],
                attributes: attributes,
                leadID: "00000000-0000-7000-8000-000000000000",
                receivedAt: Date().formatted(.iso8601)
            )
        }
    }
}
