import ArgumentParser
import Foundation
import JSON
import LeadBuilding
import Leads
import Mapping
import Moments
import Names
import SourceFiles
import Submissions
import TargetSchemas
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
            Where a mapping takes several leads out of one post ("leads"), all are shown, or the one of --item. \
            At the end stands what a gateway in test mode would decide.
            Exit code 0: the lead would be sent; 1: it would not; 2: the payload or the mapping is invalid.
            """
    )

    @Argument(help: "The mapping file.")
    var mapping: String

    @Argument(help: "The payload; '-' is standard input.")
    var payload = "-"

    @Option(help: "As if it came from this source (its name), with what that attaches.")
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
        let folder = try MappingsFolder([mapping], targets: schemas.load())
        let mapping = try folder.only(orElse: "nothing was tried")
        folder.printFindings(json ? [] : folder.findings)
        let source = try source.map { try folder.source(named: $0) } ?? .trial(of: mapping.name)
        let leads = try chosen(of: try built(mapping, from: source, in: folder), mapping)
        if json {
            print(answer(leads, isBatch: mapping.takesBatches && item == nil).text(pretty: true))
        } else {
            printText(leads, of: mapping.takesBatches)
        }
        if leads.contains(where: { $0.lead.verdict.cause != nil }) { throw ExitCode.failure }
    }

    /// A lead with its number among those of the post, where a post can carry several.
    private typealias Trial = (lead: BuiltLead, number: Int?, count: Int)

    /// What intake would make of the payload, came it from the source.
    private func built(_ mapping: Mapping, from source: Source, in folder: MappingsFolder) throws -> BuiltPost {
        let building = LeadBuilding(
            library: CurrentLibrary(folder.library),
            targets: Set(TargetSet.shipped.catalog.targets),
            gatewayMode: .test
        )
        let post = try post()
        return try Console.orExit(what: payload == "-" ? "the payload" : payload) {
            try building.leads(of: post, from: source, through: [mapping], at: SystemClock().now()) {
                LeadID(high: 0x7000, low: 0b10 << 62)
            }
        }
    }

    /// The leads to show: all of them, or the one that was asked for.
    private func chosen(of post: BuiltPost, _ mapping: Mapping) throws -> [Trial] {
        let trials = post.leads.map { Trial($0, $0.item, post.leads.count) }
        guard let item else { return trials }
        if let lead = post.leads.first, let problem = mapping.problem(of: item, in: lead.input) {
            Console.error(problem)
            throw Console.invalidInput
        }
        return trials.filter { $0.number == item }
    }

    private func answer(_ trials: [Trial], isBatch: Bool) -> JSONValue {
        let answers = trials.map { trial in
            var answer: JSONObject = trial.number.map { ["item": .number(JSONNumber($0))] } ?? [:]
            answer["verdict"] = .string(trial.lead.verdict.name)
            if let cause = trial.lead.verdict.cause {
                answer["cause"] = ["code": .string(cause.code), "message": .string(cause.message)]
            }
            if let document = trial.lead.document {
                answer["document"] = document.value
                answer["fates"] = document.report().json(withValues: true)
                answer["problems"] = .array(document.problems.map(\.json))
                answer["notes"] = .array(document.notes.map(JSONValue.string))
            }
            return JSONValue.object(answer)
        }
        // One lead is itself, as ever; several are a list.
        return isBatch ? ["leads": .array(answers)] : answers.first ?? [:]
    }

    private func printText(_ trials: [Trial], of isBatch: Bool) {
        for (place, trial) in trials.enumerated() {
            if isBatch, let number = trial.number {
                if place > 0 { print() }
                print("Lead \(number + 1) of \(trial.count) (item \(number))", terminator: "\n\n")
            }
            if let document = trial.lead.document {
                print(document.value.text(pretty: true), terminator: "\n\n")
                print(document.report().text(everything: all))
                for note in document.notes { print("note: \(note)".shown) }
                for problem in document.problems { print("problem: \(problem.target): \(problem.message)".shown) }
            }
            print("verdict: \(trial.lead.verdict.words)")
        }
    }

    private func post() throws -> Submission {
        let file = try BodyFile(payload, what: "the payload", type: type)
        let pairs = try Console.orExit(what: "--query") {
            let form = "application/x-www-form-urlencoded"
            let decoded = try SubmissionDecoder.decode(Array((query ?? "").utf8), contentType: form)
            return try JSONValue.parse(decoded.json).objectValue
        }
        return Submission(body: file.bytes, contentType: file.contentType, query: pairs ?? [:])
    }
}

extension Verdict {
    /// What would become of the lead, for whoever tries a mapping.
    fileprivate var words: String {
        switch self {
        case .send: "it would be sent"
        case .later: "it would wait for its case, and be mapped again with what is known of it"
        case .dead(let cause): "it would not be sent (\(cause.code)): \(cause.message)"
        }
    }
}
