import ArgumentParser
import Foundation
import JSON
import Mapping
import Names
import SourceFiles
import Submissions
import Targets

/// `leadgate try`: one payload through one mapping.
struct Try: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run one payload through one mapping: the document, and where every value went.",
        discussion: """
            The payload is a file with the body a sender posts: JSON, or a form (the type is guessed, or said by \
            --type).

              leadgate try mappings/trisalis.json lead.json
              leadgate try mappings/trisalis.json form.txt --source trisalis
              echo 'nachname=Mustermann' | leadgate try mappings/trisalis.json

            Each value is shown with the form's name for it, its place, what it says, and where it went. \
            Where a mapping takes several leads out of one post ("leads"), all are shown, or the one of --item.
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

    @Option(help: "Which lead of a post that carries several, from 0 (default: all of them).")
    var item: Int?

    @OptionGroup var schemas: SchemasOption

    @Flag(help: "Also show the values that the form builder adds, and those of other leads of the post.")
    var all = false

    @Flag(help: "Print document and fates as JSON.")
    var json = false

    func run() throws {
        let folder = try MappingsFolder([mapping], schemas: schemas.load())
        let mapping = try folder.only(orElse: "nothing was tried")
        folder.printFindings(json ? [] : folder.findings)
        let source = try attachedSource(in: folder)
        let input = try input(attributes: source?.attributes ?? [:])
        let trials = try items(of: mapping, in: input).map { item in
            Trial(mapping: mapping, source: source, input: item.map { input.selecting(item: $0) } ?? input)
        }
        if json {
            try printJSON(trials, isBatch: mapping.takesBatches && item == nil)
        } else {
            try printText(trials, of: mapping.takesBatches ? mapping.count(in: input) : nil)
        }
        if trials.isEmpty || trials.contains(where: { !$0.problems.isEmpty }) { throw ExitCode.failure }
    }

    /// The leads to show; nil for the one of a mapping that takes one.
    private func items(of mapping: Mapping, in input: LeadInput) throws -> [Int?] {
        if let problem = mapping.problem(of: item, in: input) {
            Console.error(problem)
            throw Console.invalidInput
        }
        guard mapping.takesBatches else { return [nil] }
        if let item { return [item] }
        let count = mapping.count(in: input)
        if count == 0 { Console.error("\"leads\" selects nothing in this payload, so there is no lead in it") }
        return Array(0..<count)
    }

    private func printJSON(_ trials: [Trial], isBatch: Bool) throws {
        let answers = try trials.map { trial in
            var answer: JSONObject = trial.item.map { ["item": .number(JSONNumber($0))] } ?? [:]
            answer["document"] = try trial.value
            answer["fates"] = trial.report.json(withValues: true)
            answer["problems"] = .array(trial.problems.map(\.json))
            answer["notes"] = .array(trial.notes.map(JSONValue.string))
            return JSONValue.object(answer)
        }
        // One lead is itself, as ever; several are a list.
        let answer: JSONValue = isBatch ? ["leads": .array(answers)] : answers.first ?? [:]
        print(answer.text(pretty: true))
    }

    private func printText(_ trials: [Trial], of count: Int?) throws {
        for (place, trial) in trials.enumerated() {
            if let count, let item = trial.item {
                if place > 0 { print() }
                print("Lead \(item + 1) of \(count) (item \(item))", terminator: "\n\n")
            }
            print(try trial.value.text(pretty: true), terminator: "\n\n")
            print(trial.report.text(everything: all))
            for note in trial.notes { print("note: \(note)") }
            for problem in trial.problems { print("problem: \(problem.target): \(problem.message)") }
        }
    }

    /// What came of the payload, with or without what a source attaches.
    private struct Trial {
        /// Which lead of a post that may carry several.
        let item: Int?
        let document: [UInt8]
        let problems: [MappingProblem]
        let notes: [String]
        let report: FateReport

        /// The document as a value.
        var value: JSONValue {
            get throws { try Console.orExit { try JSONValue.parse(document) } }
        }

        init(mapping: Mapping, source: Source?, input: LeadInput) {
            item = input.item
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
        guard let name = source.map({ SourceName($0) }) else { return nil }
        guard let source = folder.library.source(name) else {
            let known = folder.library.sources.map(\.name.rawValue).joined(separator: ", ")
            Console.error("there is no valid source '\(name)'; there are: \(known)")
            throw Console.invalidInput
        }
        return source
    }

    private func input(attributes: JSONObject) throws -> LeadInput {
        if payload == "-" { Console.awaitInput("the payload") }
        let bytes = try Console.bytes(payload)
        let looksLikeJSON = bytes.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }.map { $0 == 0x7B || $0 == 0x5B }
        let guess = looksLikeJSON == true ? "application/json" : "application/x-www-form-urlencoded"
        // An editor or `echo` ends a file with a line break, which is no part of a form.
        let body = looksLikeJSON == true ? bytes : Array(bytes.reversed().drop { $0 == 0x0A || $0 == 0x0D }.reversed())
        return try Console.orExit(what: payload == "-" ? "the payload" : payload) {
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
